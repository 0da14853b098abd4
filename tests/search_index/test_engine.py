"""What every engine must answer: the contract. SQLite and PostgreSQL run it as they are; further engines join ENGINES."""

from datetime import date, timedelta

import pytest

from search_index.backends.base import Count, Near, Sort
from search_index.backends.database import DatabaseEngine
from search_index.formula import Factor
from search_index.globe import Point
from search_index.places import city_key
from search_index.query import search_query
from tests.factories.companies import CompanyFactory
from tests.search_index.conftest import document_of


def test_words_are_found_together_and_by_their_beginnings(known, names_found):
    known("Gxo Logistics Spain SL.", city="Madrid")
    known("Iberia Carga", city="Madrid")

    assert names_found("logistics madrid") == ["Gxo Logistics Spain SL."]
    assert names_found("logis mad") == ["Gxo Logistics Spain SL."]
    assert names_found("logistics barcelona madrid sevilla lleida") != []
    assert names_found("zinc") == []


@pytest.mark.parametrize(
    "typed",
    [
        "entrepot",
        "ENTREPÔT",
        "l'entrepôt",
        "l’entrepôt",
        "entrepôts",
        "d'entrepôts",
        "entrepot sarl",
        "l'entrepot à Madrid",
    ],
)
def test_accents_capitals_apostrophes_plurals_and_legal_forms_do_not_matter(known, names_found, typed):
    known("Sud Fret", specialty="Entrepôt", city="Madrid")

    assert names_found(typed) == ["Sud Fret"]


@pytest.mark.parametrize("typed", ["B62432089", "b 62 432 089", "B-62.432.089", "62432089", "ES B62432089"])
def test_a_registration_number_is_found_in_any_spacing(known, names_found, typed):
    known("Gxo Logistics Spain SL.", numbers=("B62432089", "62432089"))
    known("Somebody Else", numbers=("B62432088", "62432088"))

    assert names_found(typed) == ["Gxo Logistics Spain SL."]


def test_part_of_a_registration_number_is_not_its_neighbour(known, names_found):
    known("Right", numbers=("552081317",))
    known("Longer", numbers=("55208131700018",))

    assert names_found("552 081 317") == ["Right"]


def test_name_stands_before_trade_name_specialty_offer_and_presentation(known, names_found):
    known("Aaa", presentation="transport")
    known("Bbb", offer="transport")
    known("Ccc", specialty="transport")
    known("Ddd", trade_name="Transport Plus")
    known("Eee Transport")
    known("Transport SARL")

    assert names_found("transport") == ["Transport SARL", "Eee Transport", "Ddd", "Ccc", "Bbb", "Aaa"]


def test_more_points_for_the_words_than_evidence_and_freshness_can_ever_make_up(known, names_found, today):
    known("Best Known", offer="transport", evidence_level=5, confirmed_on=today)
    known("Nobody", specialty="transport")

    assert names_found("transport") == ["Nobody", "Best Known"]


def test_better_evidence_then_fresher_pages_stand_first_and_equals_by_name(known, names_found, today):
    known("Zeta", specialty="seo")
    known("Alpha", specialty="seo")
    known("Stale", specialty="seo", confirmed_on=today - timedelta(days=700))
    known("Fresh", specialty="seo", confirmed_on=today)
    known("Proven", specialty="seo", evidence_level=5)

    assert names_found("seo") == ["Proven", "Fresh", "Stale", "Alpha", "Zeta"]


def test_the_factors_shown_add_up_to_the_score_that_orders(engine, known, today):
    known("Sillage SEO", evidence_level=4, confirmed_on=today - timedelta(days=200))
    known("Seo", evidence_level=2)
    known("Boreal", specialty="seo", confirmed_on=date(2020, 1, 1))

    hits = engine.search(search_query(text="seo", scope="companies")).hits

    assert [sum(factor.points for factor in hit.factors) for hit in hits] == [hit.score for hit in hits]
    assert [hit.score for hit in hits] == [915, 855, 555]
    assert [hit.position for hit in hits] == [1, 2, 3]
    assert all(factor.points <= factor.most for hit in hits for factor in hit.factors)
    assert all(hit.factors[-1] == Factor("pack", 0, 0) for hit in hits)


@pytest.mark.parametrize("typed", ["logitsics", "logstics", "logisstics", "lagistics", "ogistics", "LOGITSICS"])
def test_one_typing_error_in_a_word_is_mended_and_said(engine, known, typed):
    known("Gxo Logistics")

    results = engine.search(search_query(text=f"gxo {typed}", scope="companies"))

    assert [hit.payload["name"] for hit in results.hits] == ["Gxo Logistics"]
    assert results.correction.text.lower() == "gxo logistics"
    assert results.hits[0].found[1].instead == "logistics"
    assert engine.search(search_query(text=f"gxo {typed}", scope="companies", is_literal=True)).correction is None


@pytest.mark.parametrize("typed", ["b62432088", "62432088", "gxp", "nile", "logisticcsss", "2oo1", "svc123456"])
def test_numbers_short_words_and_larger_errors_are_not_mended(engine, known, typed):
    known("Gxo Nike Logistics", numbers=("B62432089", "62432089"), trade_name="2001 svc123457")

    assert engine.search(search_query(text=typed, scope="companies")).hits == ()


def test_what_was_typed_stands_before_what_may_have_been_meant(known, names_found, today):
    known("Logistics", evidence_level=5, confirmed_on=today)
    known("Nobody", presentation="logistica")

    assert names_found("logistica") == ["Nobody", "Logistics"]


def test_mending_stops_where_enough_is_found_as_typed_and_with_single_companies(engine, known, names_found):
    meant = known("Marine Transport")
    for name in ("Martine", "Martine Deux", "Martine Trois"):
        known(name)

    assert names_found("martine") == ["Martine", "Martine Deux", "Martine Trois"]
    assert names_found("marinne", ids=(meant,)) == []
    assert names_found("marinne") == ["Marine Transport", "Martine", "Martine Deux", "Martine Trois"][:1]


def test_when_no_company_has_all_the_words_those_with_most_of_them_are_shown_and_it_is_said(engine, known, today):
    known("One", specialty="seo", evidence_level=5, confirmed_on=today)
    known("Two", specialty="seo audit")

    results = engine.search(search_query(text="seo audit zanzibar", scope="companies"))

    assert results.is_widened
    assert [hit.payload["name"] for hit in results.hits] == ["Two", "One"]
    assert [hit.factors[0].points for hit in results.hits] == [220, 110]
    assert [found.step for found in results.hits[1].found] == [3, None, None]


def test_the_place_asked_for_is_kept_when_words_are_not(engine, known):
    known("Here", specialty="seo", city="Lyon")
    known("There", specialty="seo", city="Lille")

    results = engine.search(search_query(text="seo zanzibar", where="Lyon", scope="companies"))

    assert [hit.payload["name"] for hit in results.hits] == ["Here"]


def test_scope_providers_holds_listed_providers_only(known, names_found):
    known("Listed", is_provider=True)
    known("Unlisted", is_provider=False)

    assert names_found(scope="providers") == ["Listed"]
    assert names_found(scope="companies") == ["Listed", "Unlisted"]


def test_values_of_a_facet_widen_and_facets_narrow(known, names_found):
    known("A", country="FR", city="Lyon", specialties=("seo",))
    known("B", country="ES", city="Madrid", specialties=("seo",))
    known("C", country="IT", city="Roma", specialties=("payment",))

    assert names_found(chosen={"country": ("FR", "ES")}) == ["A", "B"]
    assert names_found(chosen={"country": ("FR", "ES"), "city": ("madrid",)}) == ["B"]
    assert names_found(chosen={"specialty": ("payment",), "country": ("FR",)}) == []


def test_a_facet_counts_what_its_other_values_would_bring(engine, known):
    known("A", country="FR", city="Lyon", category="provider", specialties=("search-marketing", "seo"))
    known("B", country="ES", city="Madrid", category="merchant", specialties=("search-marketing", "seo"))
    known("C", country="ES", city="Madrid", category="merchant", specialties=("payment",))

    counts = engine.search(search_query(scope="companies", chosen={"country": ("FR",), "specialty": ("seo",)})).counts

    assert counts["country"] == {"fr": 1, "es": 1}
    assert counts["specialty"] == {"search-marketing": 1, "seo": 1}
    assert counts["city"] == {"lyon": 1}
    assert counts["category"] == {"provider": 1}


def test_languages_sizes_technologies_areas_and_evidence_are_facets(engine, known, names_found):
    known("A", languages=("fr", "en"), size="10-49", technologies=("shopify",), areas=("ES",), evidence_level=3)
    known("B", languages=("en",), size="250+", technologies=("magento", "shopify"), areas=("ES", "PT"))

    counts = engine.search(search_query(scope="companies", chosen={"language": ("fr",)})).counts

    assert counts["language"] == {"fr": 1, "en": 2}
    assert counts["area"] == {"es": 1}
    assert names_found(chosen={"technology": ("magento",)}) == ["B"]
    assert names_found(chosen={"size": ("250+", "1-9")}) == ["B"]
    assert names_found(chosen={"area": ("PT", "ES"), "evidence": ("3",)}) == ["A"]


def test_a_radius_keeps_what_is_near_and_counts_only_that(engine, known, names_found):
    madrid, toledo, paris = Point(40.4168, -3.7038), Point(39.8628, -4.0273), Point(48.8566, 2.3522)
    known("Madrid", point=madrid)
    known("Toledo", point=toledo)
    known("Paris", point=paris)
    known("Nowhere")

    assert names_found(near=Near(madrid, radius_km=50)) == ["Madrid"]
    assert names_found(near=Near(madrid, radius_km=100)) == ["Madrid", "Toledo"]
    results = engine.search(search_query(scope="companies", near=Near(madrid, radius_km=2000)))
    assert results.total == Count(3)
    assert {hit.payload["name"]: round(hit.distance_km) for hit in results.hits} == {
        "Madrid": 0,
        "Paris": 1053,
        "Toledo": 67,
    }


def test_a_radius_reaches_across_the_date_line_and_the_poles(known, names_found):
    known("Fiji", point=Point(-17.8, 179.9))
    known("Pole", point=Point(89.9, 10))

    assert names_found(near=Near(Point(-17.8, -179.9), radius_km=30)) == ["Fiji"]
    assert names_found(near=Near(Point(89.9, -170), radius_km=50)) == ["Pole"]


def test_results_can_stand_by_distance_by_day_and_by_name(known, names_found, today):
    here = Point(40.0, -3.0)
    known("C Near", point=Point(40.1, -3.0), since=date(2026, 1, 1), evidence_level=2)
    known("B Far", point=Point(43.0, -3.0), since=date(2026, 3, 1), evidence_level=5)
    known("A Nowhere", since=date(2026, 2, 1))

    assert names_found(near=Near(here), sort=Sort.DISTANCE) == ["C Near", "B Far", "A Nowhere"]
    assert names_found(sort=Sort.NEWEST) == ["B Far", "A Nowhere", "C Near"]
    assert names_found(sort=Sort.NAME) == ["A Nowhere", "B Far", "C Near"]
    assert names_found() == ["B Far", "C Near", "A Nowhere"]


def test_a_search_can_be_narrowed_to_some_companies(engine, known):
    one, other = known("Seo One"), known("Seo Two")

    def ids(*given):
        return [hit.company_id for hit in engine.search(search_query(text="seo", scope="companies", ids=given)).hits]

    assert ids(other, 999_999) == [other]
    assert ids(one, other) == [one, other]
    assert ids() == []


def test_a_company_is_suggested_while_its_name_is_typed(engine, known):
    known("Gxo Logistics Spain SL.", numbers=("B62432089",), evidence_level=3)
    known("Gxo")
    known("Other", presentation="gxo logistics", trade_name="Logis Pro")

    def suggested(text):
        return [one.payload["name"] for one in engine.suggest(search_query(text=text, scope="companies"))]

    assert suggested("gx") == ["Gxo Logistics Spain SL.", "Gxo"]
    assert suggested("logi") == ["Gxo Logistics Spain SL.", "Other"]
    assert suggested("gxo log") == ["Gxo Logistics Spain SL."]
    assert suggested("b 62 432 089") == ["Gxo Logistics Spain SL."]
    assert suggested("") == []


def test_indexing_again_writes_over_and_an_unchanged_document_not_at_all(engine, known, names_found):
    company_id = known("Old Name", specialty="seo")

    assert engine.index([document_of(company_id, "Old Name", specialty="seo")]) == 0
    assert engine.index([document_of(company_id, "New Name", specialty="hosting", evidence_level=5)]) == 1
    assert names_found("old") == names_found("seo") == []
    assert names_found("new hosting") == ["New Name"]


def test_a_deleted_company_is_not_found(engine, known, names_found):
    company_id = known("Gone")
    known("Stays")

    assert engine.delete([company_id, 999_999]) == 1
    assert names_found() == ["Stays"]
    assert names_found("gone") == []


def test_pages_follow_each_other_without_gap_or_double(engine):
    companies = CompanyFactory.create_batch(45)
    engine.index([document_of(company.pk, f"Twin {company.pk:06d}") for company in companies])

    pages = [engine.search(search_query(text="twin", scope="companies", page=page)) for page in (1, 2, 3, 99)]

    seen = [hit.company_id for results in pages[:3] for hit in results.hits]
    assert sorted(seen) == sorted(company.pk for company in companies)
    assert [results.page for results in pages] == [1, 2, 3, 3]
    assert pages[0].page_count == 3
    assert pages[2].hits[0].position == 41


def test_beyond_the_cap_the_best_are_kept_and_the_total_says_at_least(engine, known, monkeypatch):
    monkeypatch.setattr("search_index.backends.base.MOST_MATCHES", 3)
    for number in range(6):
        known(f"Plain {number}", presentation="commerce")
    known("Commerce", presentation="commerce")
    known("Proven", presentation="commerce", evidence_level=5)

    results = engine.search(search_query(text="commerce", scope="companies"))

    # The search server counts on, because it counts facets anyway.
    assert results.total == (Count(3, is_capped=True) if isinstance(engine, DatabaseEngine) else Count(8))
    assert [hit.payload["name"] for hit in results.hits][:3] == ["Commerce", "Proven", "Plain 0"]
    assert results.page_count == 1
    assert engine.count([search_query(text="commerce", scope="companies")]) == [Count(3, is_capped=True)]


def test_several_searches_are_counted_in_one_go(engine, known, django_assert_num_queries):
    known("Gxo", city="Madrid", is_provider=False)
    known("Dhl", city="Lyon")

    queries = [search_query(text="gxo"), search_query(text="gxo", scope="companies"), search_query()]

    with django_assert_num_queries(1 if isinstance(engine, DatabaseEngine) else 0):
        counts = engine.count(queries)

    assert [count.number for count in counts] == [0, 1, 1]


@pytest.mark.parametrize(
    "typed",
    ['"', "' OR 1=1", "a:*", "NEAR(", "-", "*", "((", "\\", "%s", "日本", "𞤀𞤁", "Ελλάδα", "x" * 300, "\0", "🙂"],
)
def test_no_text_breaks_an_engine(known, names_found, typed):
    known("Acme")

    assert isinstance(names_found(typed), list)
    assert isinstance(names_found("acme", where=typed, chosen={"city": (city_key(typed) or "x",)}), list)


def test_a_search_spends_the_same_queries_whatever_it_finds(engine, django_assert_num_queries):
    query = search_query(
        text="twin", scope="companies", chosen={"country": ("FR",), "category": ("provider",), "city": ("paris",)}
    )
    for size in (5, 50):
        companies = CompanyFactory.create_batch(size)
        engine.index([document_of(company.pk, "Twin") for company in companies])
        with django_assert_num_queries(3 if isinstance(engine, DatabaseEngine) else 0):
            engine.search(query)


def test_when_whole_words_alone_reach_the_cap_the_database_does_not_read_beginnings(db, monkeypatch):
    monkeypatch.setattr("search_index.backends.base.MOST_MATCHES", 2)
    engine = DatabaseEngine()

    def known(name):
        engine.index([document_of(CompanyFactory(name=name).pk, name)])

    known("Sea Freight")
    known("Air Freight")
    known("Freighter Line")
    query = search_query(text="freight", scope="companies", chosen={"country": ("FR",)})

    results = engine.search(query)

    assert [hit.payload["name"] for hit in results.hits] == ["Air Freight", "Sea Freight"]
    assert results.counts["country"] == {"fr": 2}
    assert engine.search(search_query(text="freighte", scope="companies", is_literal=True)).total == Count(1)
