"""The shipped files are complete, consistent and well written."""

import csv

import pytest

from listings import taxonomy
from listings.choices import MAX_DEPTH

PROVIDER_RANGES = ("42", "47", "60", "61", "62", "73", "87")
TRAVEL = "472"

NODES = taxonomy.shipped_specialties()
BY_SLUG = {node["slug"]: node for node in NODES}


def test_there_are_at_least_ninety_specialties_and_no_slug_twice():
    slugs = [node["slug"] for node in NODES]

    assert len(slugs) >= 110
    assert len(set(slugs)) == len(slugs)
    assert len(set(slugs) - {node["parent"] for node in NODES}) >= 95


def test_every_parent_comes_before_its_children_so_there_is_no_cycle():
    seen = {None}

    for node in NODES:
        assert node["parent"] in seen, node["slug"]
        seen.add(node["slug"])


def test_no_specialty_lies_deeper_than_the_third_level():
    def depth(slug):
        return 0 if slug is None else 1 + depth(BY_SLUG[slug]["parent"])

    assert max(depth(node["slug"]) for node in NODES) == MAX_DEPTH


def test_siblings_have_different_positions():
    places = [(node["parent"], node["position"]) for node in NODES]

    assert len(set(places)) == len(places)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_specialty_is_named_once_and_has_synonyms_in_both_languages(language):
    names = [node[f"name_{language}"] for node in NODES]

    assert all(name and name == name.strip() and len(name) <= 80 for name in names)
    assert len(set(names)) == len(names)
    for node in NODES:
        synonyms = node[f"synonyms_{language}"]
        assert 2 <= len(synonyms) <= 6, node["slug"]
        assert all(word and word == word.strip() for word in synonyms), node["slug"]
        assert len({word.casefold() for word in synonyms}) == len(synonyms), node["slug"]


def test_french_is_written_with_its_accents():
    words = " ".join(node["name_fr"] + " " + " ".join(node["synonyms_fr"]) for node in NODES).casefold()

    for bare in ("referencement", "hebergement", "securite", "entrepot ", "strategie ", "developpement", "depot"):
        assert bare not in words


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("3PL", "order-fulfilment"),
        ("warehouse", "warehousing"),
        ("entrepôt", "warehousing"),
        ("PSP", "payment-service-providers"),
        ("référencement naturel", "seo"),
        ("transitaire", "freight-forwarding"),
        ("expert-comptable", "accounting-services"),
        ("pentest", "penetration-testing"),
    ],
)
def test_a_word_of_the_trade_leads_to_its_specialty(word, slug):
    node = BY_SLUG[slug]

    assert word in [*node["synonyms_en"], *node["synonyms_fr"]]


def test_every_activity_code_leads_to_an_existing_specialty():
    codes = [entry["code"] for entry in taxonomy.shipped_activity_codes()]

    assert len(set(codes)) == len(codes)
    assert all(code.isdigit() and 2 <= len(code) <= 4 for code in codes)
    assert {entry["specialty"] for entry in taxonomy.shipped_activity_codes()} <= set(BY_SLUG)
    assert all(entry["description"] for entry in taxonomy.shipped_activity_codes())


def test_a_code_is_mapped_or_left_out_with_a_reason_and_never_both():
    mapped = {entry["code"] for entry in taxonomy.shipped_activity_codes()}
    left_out = {entry["code"] for entry in taxonomy.shipped_exclusions()}

    assert mapped & left_out == set()
    assert all(entry["reason"] for entry in taxonomy.shipped_exclusions())
    for code in left_out:
        assert not any(code.startswith(prefix) for prefix in mapped), code


def test_every_provider_code_of_the_real_files_is_decided(real_files):
    decided = {entry["code"] for entry in (*taxonomy.shipped_activity_codes(), *taxonomy.shipped_exclusions())}
    found = set()

    for path in real_files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {row["Business Category Code 1"] for row in csv.DictReader(file, delimiter=";")}

    of_providers = {code for code in found if code.startswith(PROVIDER_RANGES) and not code.startswith(TRAVEL)}
    assert len(of_providers) == 65
    assert of_providers - decided == set()
