"""In the browser: a provider opens its section, chooses from the tree, publishes, and its page shows it."""

import pytest
from django.urls import reverse

from listings.actions.inference import infer_specialties
from listings.forms.specialties import SpecialtiesForm
from tests.factories.companies import CompanyFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/page/edit/specialties/"


def typed(*rows, version=0):
    content = {"specialties": [{"specialty": slug, "sentence": sentence} for slug, sentence in rows]}
    return {**SpecialtiesForm.data_of(content), "base_version": version}


def test_the_editor_starts_from_what_was_inferred_and_groups_the_tree(borg, owner_of, client_of):
    infer_specialties({borg.pk: "4225"})

    page = client_of(owner_of(borg)).get(ADDRESS).content.decode()

    assert '<option value="warehousing" selected>' in page
    assert '<optgroup label="Logistique et préparation de commandes">' in page


def test_publishing_declares_the_specialties_in_their_order(borg, owner_of, client_of):
    infer_specialties({borg.pk: "4225"})

    answer = client_of(owner_of(borg)).post(ADDRESS, typed(("seo", "Pour les grands catalogues."), ("crm", "")))
    row = borg.company_specialties.select_related("specialty").first()

    assert answer.status_code == 302
    assert (row.specialty.slug, row.sentence, row.origin) == ("seo", "Pour les grands catalogues.", "declared")
    assert borg.company_specialties.count() == 2


def test_a_faster_colleagues_choice_is_shown_and_not_overwritten(borg, owner_of, client_of):
    browser = client_of(owner_of(borg))
    browser.post(ADDRESS, typed(("seo", "")))

    page = browser.post(ADDRESS, typed(("crm", "")))

    assert page.status_code == 409
    assert [row.specialty.slug for row in borg.company_specialties.all()] == ["seo"]
    assert "Référencement naturel (SEO)" in page.content.decode()
    assert "CRM et e-mail marketing" in page.content.decode()


def test_a_shop_has_no_such_section(acme, owner_of, client_of):
    assert client_of(owner_of(acme)).get(ADDRESS).status_code == 404


def test_the_public_page_of_an_imported_company_says_that_its_specialty_is_a_guess(client):
    company = CompanyFactory(category="undetermined", origin="imported", claimed_at=None)
    infer_specialties({company.pk: "4225"})

    page = client.get(reverse("companies:page", args=[company.slug])).content.decode()

    assert "Entreposage et stockage" in page
    assert "Déduite du code d’activité" in page
