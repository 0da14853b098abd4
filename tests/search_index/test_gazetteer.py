"""Cities by all their names, and where they lie."""

import pytest

from search_index import gazetteer


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [
        ("London", "London", "GB"), ("Londres", "London", "GB"), ("LONDRES", "London", "GB"),
        ("Milano", "Milan", "IT"), ("Milan", "Milan", "IT"), ("Mailand", "Milan", "IT"), ("Roma", "Rome", "IT"),
        ("La Haye", "The Hague", "NL"), ("'s-Gravenhage", "The Hague", "NL"), ("Munchen", "Munich", "DE"),
        ("saint etienne", "Saint-Étienne", "FR"), ("Paris 15", "Paris", "FR"), ("Berlin, Stadt", "Berlin", "DE"),
        ("Valence", "Valence", "FR"), ("Valence, Espagne", "Valencia", "ES"), ("Valencia, ES", "Valencia", "ES"),
        ("New York", "New York City", "US"),
    ],
)  # fmt: skip
def test_a_city_is_known_by_its_names_in_any_language(typed, name, country):
    found = gazetteer.find(typed)[0]

    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize("typed", ["", ",", "Zzyzzx Nowhere", "!!", "\x00", "a" * 500, "Paris, Wonderland and more"])
def test_what_is_no_city_is_not_guessed(typed):
    assert gazetteer.find(typed) == []


def test_the_name_typed_is_shown_beside_the_citys_own():
    assert gazetteer.find("Londres")[0].label == "Londres (London), United Kingdom"
    assert gazetteer.find("London")[0].label == "London, United Kingdom"


def test_namesakes_are_all_offered_the_likeliest_first():
    assert [city.country for city in gazetteer.find("Valence")][:2] == ["FR", "ES"]


def test_a_companys_city_is_looked_for_in_its_own_country_only():
    assert gazetteer.city_of("Roma", "IT").point == pytest.approx((41.89, 12.51), abs=0.05)
    assert gazetteer.city_of("Sydney", "FR") is None


def test_beginnings_are_completed_largest_first():
    assert gazetteer.beginning_with("madr", 3)[0].name == "Madrid"
    assert [city.label for city in gazetteer.beginning_with("Londre", 1)] == ["Londres (London), United Kingdom"]
    assert gazetteer.beginning_with("m", 3) == []


def test_a_map_is_oriented_by_the_largest_cities_around():
    names = [city.name for city in gazetteer.around(40.42, -3.70, 30, 6)]

    assert "Madrid" in names
    assert "Barcelona" not in names
