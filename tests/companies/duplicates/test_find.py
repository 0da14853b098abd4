"""Pages that look like one company are proposed; the operator's word counts for good."""

import pytest

from companies.duplicates.actions.suspicions import dismiss, find_duplicates, suspect_again
from companies.duplicates.models import Suspicion
from companies.duplicates.tasks import find_duplicates as nightly
from companies.models import Identifier
from tests.factories.companies import CompanyFactory, PlaceFactory


def found() -> dict[tuple[str, str], list[str]]:
    return {(each.low.slug, each.high.slug): each.likenesses for each in Suspicion.objects.to_judge()}


def test_a_name_in_one_country_with_or_without_its_legal_form(acme, double):
    CompanyFactory(name="Acme", slug="acme-spain", country="ES")
    for company in (acme, double):
        PlaceFactory(company=company, city="Lyon")

    assert nightly() == 1

    assert found() == {("acme", "acme-sas"): ["name", "city"]}


def test_a_website_and_a_number_tell_too_but_not_a_ruined_number(acme, borg, cyan, double):
    CompanyFactory(name="Traps on line", slug="traps", website="http://www.acme.example/shop")
    for company, value in ((borg, "5,6288E+13"), (cyan, "5,6288E+13"), (borg, "B-12 345"), (acme, "b12345")):
        Identifier.objects.create(company=company, country="FR", scheme="declared", value=value)

    find_duplicates()

    assert found() == {
        ("acme", "acme-sas"): ["name"],
        ("acme", "borg"): ["number"],
        ("acme-sas", "traps"): ["website"],
    }


def test_what_many_share_tells_nothing(db):
    for number in range(7):
        CompanyFactory(name="Le Central", slug=f"central-{number}")

    assert find_duplicates() == 0


def test_a_dismissed_pair_is_not_proposed_again_until_the_word_is_taken_back(acme, double, operator):
    find_duplicates()

    dismiss(operator=operator, one=double, other=acme)
    find_duplicates()
    assert found() == {}

    suspect_again(operator=operator, one=acme, other=double)
    assert found() == {("acme", "acme-sas"): ["name"]}


def test_a_pair_no_longer_alike_goes(acme, double):
    find_duplicates()
    double.name = "Zinc"
    double.save()

    find_duplicates()

    assert not Suspicion.objects.exists()


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_settled_pair_is_not_on_the_list(acme, double, merge, is_merged):
    find_duplicates()
    if is_merged:
        merge(acme, double)
    else:
        double.hidden_at = double.created_at
        double.save()

    assert found() == {}
