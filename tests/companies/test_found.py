"""Founding a company in one form; a page that exists already is offered instead."""

import pytest
from django.test import Client

from companies.actions.founding import FOUNDING_IS_OPEN, companies_named, found_company, free_slug
from companies.choices import IdentifierStatus
from companies.exceptions import IdentifierTaken, RoleTooSmall, SameNameExists
from companies.models import Company, Identifier, JournalEntry, Member
from companies.roles import Role
from companies.signals import company_founded
from network.common.exceptions import Refusal
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory
from tests.factories.settings import put_in_force

FORM = {"name": "Dunes SARL", "country": "FR", "category": "merchant", "number": ""}
SIREN, SIRET, VAT = "552081317", "55208131766522", "FR03552081317"


@pytest.fixture
def dora(db):
    return UserFactory(email="dora@dunes.example", name="Dora Duval")


@pytest.fixture
def browser(dora) -> Client:
    made = Client()
    made.force_login(dora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_start_and_the_form_are_shown(browser, language):
    assert browser.get(f"/{language}/companies/start/").status_code == 200
    assert browser.get(f"/{language}/companies/found/").status_code == 200


def test_a_visitor_signs_up_first_and_comes_back(db):
    answer = Client().get("/en/companies/found/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/en/account/signup/?next=%2Fen%2Fcompanies%2Ffound%2F"


def test_the_founder_becomes_owner_and_acts_for_the_company(browser, dora):
    answer = browser.post("/en/companies/found/", FORM)

    company = Company.objects.get(name="Dunes SARL")
    assert answer.headers["Location"] == "/en/page/"
    assert Member.objects.get(company=company, user=dora).role == Role.OWNER
    assert browser.session["acting_for"] == company.pk
    assert company.is_claimed
    assert company.category_confirmed_at is None
    assert JournalEntry.objects.filter(company=company, act="company.founded").count() == 1


def test_a_number_that_holds_is_kept_with_the_one_inside_it(dora):
    found_company(user=dora, name="Dunes", country="FR", category="merchant", number="552 081 317 66522")

    kept = set(Identifier.objects.values_list("scheme", "value", "status"))
    assert kept == {("siret", SIRET, "valid"), ("siren", SIREN, "valid")}


@pytest.mark.parametrize("number", ["12", "HRB 12345", "US-99-1234567", "5,6288E+13"])
def test_a_number_nobody_can_check_is_kept_as_declared_and_said_politely(browser, number):
    answer = browser.post("/en/companies/found/", {**FORM, "number": number}, follow=True)

    identifier = Identifier.objects.get()
    assert (identifier.value, identifier.status) == (number, IdentifierStatus.DECLARED)
    assert answer.status_code == 200
    assert len(list(answer.context["messages"])) == 2


@pytest.mark.parametrize("number", [SIREN, SIRET, "FR 03 552 081 317"])
def test_a_number_that_has_a_page_offers_it_instead(browser, acme, number):
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value=SIREN, status=IdentifierStatus.VALID)

    answer = browser.post("/en/companies/found/", {**FORM, "number": number, "is_another": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "/en/companies/acme/join/" in page
    assert 'value="Dunes SARL"' in page
    assert "found it anyway" not in page
    assert Company.objects.count() == 1


def test_the_same_number_in_another_country_is_another_company(dora, acme):
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value=SIREN, status=IdentifierStatus.VALID)

    founded = found_company(user=dora, name="Dunes", country="US", category="merchant", number=SIREN)

    assert founded.identifier
    assert not founded.identifier.is_valid


def test_a_declared_number_is_not_unique(dora, acme):
    Identifier.objects.create(company=acme, country="US", scheme="declared", value="99", status="declared")

    found_company(user=dora, name="Dunes", country="US", category="merchant", number="99")

    assert Identifier.objects.filter(value="99").count() == 2


def test_the_same_name_in_the_country_is_offered_and_may_be_another_company(browser, db):
    CompanyFactory(name="DUNES S.A.R.L.", slug="dunes-s-a-r-l", country="FR", claimed_at=None)

    refused = browser.post("/en/companies/found/", FORM)
    accepted = browser.post("/en/companies/found/", {**FORM, "is_another": "1"})

    assert refused.status_code == 409
    assert "/en/companies/dunes-s-a-r-l/claim/" in refused.content.decode()
    assert "found it anyway" in refused.content.decode()
    assert accepted.status_code == 302
    assert Company.objects.count() == 2


def test_a_page_hidden_on_request_is_not_named(browser, acme):
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value=SIREN, status=IdentifierStatus.VALID)
    Company.objects.update(hidden_at="2026-01-01T00:00:00Z", name="Secret Trader")

    answer = browser.post("/en/companies/found/", {**FORM, "number": SIREN})

    assert answer.status_code == 409
    assert "Secret Trader" not in answer.content.decode()


def test_the_same_name_elsewhere_is_no_obstacle(dora, db):
    CompanyFactory(name="Dunes", country="ES")

    assert companies_named("Dunes", "FR") == []
    found_company(user=dora, name="Dunes", country="FR", category="merchant")


@pytest.mark.parametrize("typed", ["GXO Logistics Spain", "gxo logistics spain, s.l.", "Gxo Logistics Spain S.A.U."])
def test_the_legal_form_does_not_hide_an_existing_page(dora, db, typed):
    page = CompanyFactory(name="Gxo Logistics Spain SL.", slug="gxo-logistics-spain-sl", country="ES")

    with pytest.raises(SameNameExists) as refused:
        found_company(user=dora, name=typed, country="ES", category="provider")

    assert refused.value.companies == [page]


def test_a_name_that_is_only_a_legal_form_is_a_name(dora, db):
    CompanyFactory(name="SA", country="FR")

    assert companies_named("SE", "FR") == []


def test_a_refusal_changes_nothing(dora, acme):
    with pytest.raises(SameNameExists):
        found_company(user=dora, name="ACME", country="FR", category="merchant", number="12")

    assert Company.objects.count() == 1
    assert not Identifier.objects.exists()
    assert not dora.memberships.exists()


def test_two_founders_with_one_number_make_one_page(dora, acme, monkeypatch):
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value=SIREN, status=IdentifierStatus.VALID)
    monkeypatch.setattr("companies.actions.founding._refuse_second_page", lambda identifier: None)

    with pytest.raises(IdentifierTaken) as refused:
        found_company(user=dora, name="Dunes", country="FR", category="merchant", number=VAT)

    assert refused.value.company == acme
    assert Company.objects.count() == 1


@pytest.mark.parametrize("data", [{"name": ""}, {"category": "undetermined"}, {"category": ""}, {"country": "ZZ"}])
def test_bad_input_keeps_what_was_typed(browser, data):
    answer = browser.post("/en/companies/found/", {**FORM, **data})

    assert answer.status_code == 200
    assert "needs a correction" in answer.content.decode() or "need a correction" in answer.content.decode()
    assert not Company.objects.exists()


def test_addresses_of_pages_never_collide(db):
    CompanyFactory(slug="dunes")
    CompanyFactory(slug="dunes-2")

    assert free_slug("Dunes") == "dunes-3"
    assert free_slug("Found") == "found-2"
    assert free_slug("公司") == "company"


def test_founding_is_announced(dora, django_capture_on_commit_callbacks):
    heard = []
    company_founded.connect(lambda company, **kwargs: heard.append(company.name), weak=False, dispatch_uid="test")

    with django_capture_on_commit_callbacks(execute=True):
        found_company(user=dora, name="Dunes", country="FR", category="merchant")

    company_founded.disconnect(dispatch_uid="test")
    assert heard == ["Dunes"]


def test_a_refusal_says_the_fact_then_what_to_do():
    refusal = RoleTooSmall("edit_page")

    assert refusal.headline == "Your role does not allow you to edit the page."
    assert refusal.explanation.startswith("Ask a colleague with one of these roles: Owner")
    assert refusal.next_url == "/en/page/staff/"


def test_a_name_with_a_full_stop_does_not_end_the_fact():
    assert Refusal("The number of Gxo SL. is taken. Claim its page.").headline == "The number of Gxo SL. is taken."


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "No new companies can be founded just now."), ("fr", "Aucune entreprise ne peut être inscrite")],
)
def test_while_founding_is_closed_everybody_is_told_what_to_do_instead(browser, language, says):
    put_in_force(FOUNDING_IS_OPEN, False)

    for client in (browser, Client()):
        page = client.get(f"/{language}/companies/found/").content.decode()
        assert says in page
        assert f"/{language}/search/?scope=companies" in page


def test_the_start_says_that_founding_is_closed(browser):
    put_in_force(FOUNDING_IS_OPEN, False)

    assert "Closed just now. Take another way." in browser.get("/en/companies/start/").content.decode()


def test_who_was_typing_when_founding_closed_loses_nothing(browser):
    put_in_force(FOUNDING_IS_OPEN, False)

    answer = browser.post("/en/companies/found/", FORM)

    assert answer.status_code == 409
    assert "No new companies can be founded just now." in answer.content.decode()
    assert 'value="Dunes SARL"' in answer.content.decode()
    assert not Company.objects.exists()
    put_in_force(FOUNDING_IS_OPEN, True)
    assert browser.post("/en/companies/found/", FORM).status_code == 302
