"""The engines under test and documents to give them."""

from datetime import date

import pytest

from search_index.backends.base import Engine
from search_index.backends.database import DatabaseEngine
from search_index.documents.base import Document
from search_index.formula import Step
from search_index.places import city_key
from search_index.query import search_query
from tests.factories.companies import CompanyFactory

ENGINES = {"database": DatabaseEngine}


@pytest.fixture(params=ENGINES)
def engine(request, db) -> Engine:
    """Each engine in turn, empty."""
    made = ENGINES[request.param]()
    made.clear()
    return made


@pytest.fixture
def known(engine):
    """Index a document with these facts and return the id of its company."""

    def index(name: str, **facts) -> int:
        company = CompanyFactory(name=name)
        engine.index([document_of(company.pk, name, **facts)])
        return company.pk

    return index


@pytest.fixture
def names_found(engine):
    """The names found, in order."""

    def search(text: str = "", **facts) -> list[str]:
        facts.setdefault("scope", "companies")
        return [hit.payload["name"] for hit in engine.search(search_query(text=text, **facts)).hits]

    return search


def document_of(company_id: int, name: str, **facts) -> Document:
    city = facts.get("city", "Paris")
    return Document(
        company_id=company_id,
        names=tuple(one for one in (name, facts.get("trade_name", "")) if one),
        category=facts.get("category", "provider"),
        country=facts.get("country", "FR"),
        evidence_level=facts.get("evidence_level", 1),
        confirmed_on=facts.get("confirmed_on"),
        is_provider=facts.get("is_provider", True),
        texts={
            Step.NAME: (name,),
            Step.TRADE_NAME: (facts.get("trade_name", ""),),
            Step.SPECIALTY: (facts.get("specialty", ""),),
            Step.OFFER: (facts.get("offer", ""),),
            Step.PRESENTATION: (facts.get("presentation", ""),),
        },
        numbers=facts.get("numbers", ()),
        places=(city, *facts.get("places", ())),
        cities={city_key(city): city},
        specialties=facts.get("specialties", ()),
        languages=facts.get("languages", ()),
        size=facts.get("size", ""),
        technologies=facts.get("technologies", ()),
        areas=facts.get("areas", ()),
        since=facts.get("since"),
        point=facts.get("point"),
        payload={"name": name},
    )


@pytest.fixture
def today(time_machine) -> date:
    """A day on which time stands still."""
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    return date(2026, 11, 23)
