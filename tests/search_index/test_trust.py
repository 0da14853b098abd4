"""The panel "why this position" explains the page's order, on both engines; packs change nothing."""

import random
from datetime import timedelta

import pytest

from search_index import formula
from search_index.query import search_query
from tests.factories.companies import CompanyFactory
from tests.search_index.conftest import document_of

MANY = 1_000
PLACES = ("name", "trade_name", "specialty", "offer", "presentation")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("text", ["transport", "transport express"])
def test_sorting_a_thousand_results_by_the_panels_own_score_gives_the_pages_order(engine, today, text):
    chance = random.Random(7)
    companies = CompanyFactory.create_batch(MANY)
    engine.index([_some_document(company.pk, chance, today) for company in companies])

    hits, page = [], 1
    while len(hits) < MANY:
        found = engine.search(search_query(text=text, scope="companies", page=page))
        hits += found.hits
        page += 1
        if page > found.page_count:
            break

    assert len(hits) == found.total.number > MANY // 4
    shown = [(-sum(factor.points for factor in hit.factors), hit.payload["name"].lower()) for hit in hits]
    assert shown == sorted(shown)
    assert all(hit.factors == formula.factors(hit.factors[0].points, *_facts(hit), today) for hit in hits)
    assert {hit.factors[0].points for hit in hits} <= set(formula.STEP_POINTS.values())
    assert {hit.factors[-1].points for hit in hits} == {0}


def _facts(hit):
    return hit.evidence_level, hit.confirmed_on


def _some_document(company_id, chance, today):
    words = dict.fromkeys(PLACES, "")
    words[chance.choice(PLACES)] = chance.choice(("transport", "transport express", "express", "Transports"))
    words[chance.choice(PLACES[1:])] += " express"
    confirmed = today - timedelta(days=chance.randrange(0, 1000)) if chance.random() < 0.7 else None
    name = f"{words.pop('name')} firm {company_id:06d}".strip()
    return document_of(company_id, name, evidence_level=chance.randrange(1, 6), confirmed_on=confirmed, **words)
