"""Headquarter columns propose links, once, and confirm nothing."""

import pytest

from companies.actions.importing import import_companies
from companies.tree.models import Affiliation

pytestmark = pytest.mark.django_db

LOCAL, NATIONAL, GLOBAL = (f"{level} Headquarter ID Number" for level in ("Local", "National", "Global"))


@pytest.fixture
def run(write_file):
    def run(*rows, **options):
        known = {"Company Registration Number": ""}
        return import_companies(
            files=[write_file(*({**known, **row} for row in rows))], tell=lambda fate: None, **options
        ).followed

    return run


def links():
    names = Affiliation.objects.order_by("child__name").values_list("parent__name", "child__name", "kind", "state")
    return list(names)


ROWS = (
    {"ID": "1", "Company Name": "Top", GLOBAL: "1"},
    {"ID": "2", "Company Name": "Middle", LOCAL: "2", GLOBAL: "1"},
    {"ID": "3", "Company Name": "Shop", LOCAL: "2", GLOBAL: "1", "Location Type - Description": "Branch (secondary)"},
    {"ID": "4", "Company Name": "Stray", LOCAL: "99"},
)


def test_the_nearest_headquarter_with_a_page_is_proposed(run):
    assert run(*ROWS) == {"links_proposed": 2}

    assert links() == [
        ("Top", "Middle", "subsidiary", "proposed"),
        ("Middle", "Shop", "establishment", "proposed"),
    ]
    first = Affiliation.objects.first()
    assert (first.proposed_by, first.source, first.parent_confirmed_at) == ("import", "register", None)


def test_a_second_run_proposes_nothing_whatever_was_answered(run):
    run(*ROWS)
    Affiliation.objects.filter(child__name="Shop").update(state="declined")

    assert run(*ROWS) == {"links_proposed": 0}
    assert len(links()) == 2


def test_a_parent_that_comes_later_is_found(run):
    assert run(*ROWS[1:]) == {"links_proposed": 1}
    assert run(*ROWS) == {"links_proposed": 1}


def test_two_that_name_each_other_propose_one_link_at_most(run):
    run({"ID": "1", "Company Name": "Egg", LOCAL: "2"}, {"ID": "2", "Company Name": "Hen", LOCAL: "1"})

    assert len(links()) == 1


def test_a_rehearsal_counts_and_writes_nothing(run):
    assert run(*ROWS, is_rehearsal=True) == {"links_proposed": 2}
    assert links() == []
