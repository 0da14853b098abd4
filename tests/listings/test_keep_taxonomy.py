"""The operator adds, renames, moves and switches off specialties; the tree stays a tree."""

import pytest

from listings.actions.inference import infer_specialties
from listings.actions.taxonomy import keep_activity_code, keep_specialty
from listings.exceptions import SpecialtyUnderItself, TreeTooDeep
from listings.models import ActivityCode, Specialty
from listings.signals import specialties_changed
from tests.factories.companies import CompanyFactory

pytestmark = pytest.mark.django_db


def named(slug):
    return Specialty.objects.get(slug=slug)


def test_a_renamed_specialty_is_told_to_whoever_shows_it_or_something_below_it(relay_outbox):
    company = CompanyFactory()
    infer_specialties({company.pk: "4225"})
    told = []

    def listen(company_ids, **_arguments):
        told.extend(company_ids)

    specialties_changed.connect(listen)
    logistics = named("logistics")
    logistics.name_fr = "Logistique"

    keep_specialty(specialty=logistics)
    relay_outbox()
    specialties_changed.disconnect(listen)

    assert named("logistics").name_fr == "Logistique"
    assert told == [company.pk]


def test_a_specialty_moves_under_another_with_what_it_holds():
    seo = named("seo")
    seo.parent = named("content")

    keep_specialty(specialty=seo)

    assert [node.slug for node in named("technical-seo").lineage] == ["content", "seo", "technical-seo"]


@pytest.mark.parametrize(
    ("moved", "parent", "refusal"),
    [
        ("seo", "seo", SpecialtyUnderItself),
        ("search-marketing", "technical-seo", SpecialtyUnderItself),
        ("seo", "paid-search", TreeTooDeep),
        ("search-marketing", "content", TreeTooDeep),
        ("web-design", "technical-seo", TreeTooDeep),
    ],
)
def test_a_move_that_breaks_the_tree_is_refused_and_changes_nothing(moved, parent, refusal):
    specialty = named(moved)
    before = specialty.parent_id
    specialty.parent = named(parent)

    with pytest.raises(refusal):
        keep_specialty(specialty=specialty)

    assert named(moved).parent_id == before


def test_a_remapped_code_changes_what_was_inferred_from_it(relay_outbox):
    company = CompanyFactory(activity_code="4225")
    infer_specialties({company.pk: "4225"})
    entry = ActivityCode.objects.get(code="4225")
    entry.specialty = None

    keep_activity_code(entry=entry)
    relay_outbox()

    assert company.company_specialties.count() == 0
