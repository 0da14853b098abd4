"""The pages of the group: the tree, proposals, lending; and what everybody sees of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Member
from companies.roles import Role
from companies.tree.models import Affiliation
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.tree import AffiliationFactory

ADDRESS = "/en/page/group/"


@pytest.fixture
def browser(alice, client_of):
    return client_of(alice)


@pytest.fixture
def eve(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Eve Petit")


@pytest.mark.parametrize(("language", "words"), [("en", "No link yet"), ("fr", "Aucun lien pour l’instant")])
def test_a_company_without_links_is_told_how_to_begin(browser, language, words):
    assert words in browser.get(f"/{language}/page/group/").content.decode()


def test_a_company_is_found_by_name_proposed_and_confirmed(browser, bob, borg, client_of):
    page = browser.get(ADDRESS, {"q": "bor"}).content.decode()
    assert f'name="company" value="{borg.pk}"' in page

    body = {"company": borg.pk, "direction": "child", "kind": "shop", "q": "bor"}
    assert "Proposed to Borg." in browser.post(f"{ADDRESS}propose/", body, follow=True).content.decode()

    other = client_of(bob)
    assert "Borg is to be shown as part of Acme (shop)." in other.get(ADDRESS).content.decode()
    link = Affiliation.objects.get()
    assert (
        "1</span>" in other.get("/en/desk/").content.decode()
        or "link in our group to confirm" in other.get("/en/desk/").content.decode()
    )
    other.post(f"{ADDRESS}{link.pk}/answer/", {"confirm": "1"})

    link.refresh_from_db()
    assert link.state == "confirmed"
    assert "top of the group" in browser.get(ADDRESS).content.decode()


def test_a_refused_proposal_says_why_and_keeps_the_search(browser, link, borg):
    body = {"company": borg.pk, "direction": "child", "kind": "shop", "q": "bor"}
    page = browser.post(f"{ADDRESS}propose/", body, follow=True).content.decode()

    assert "There is a link with Borg already, or one that waits." in page
    assert 'value="bor"' in page


@pytest.mark.parametrize("body", [{}, {"company": "x", "kind": "shop", "direction": "child"}, {"kind": "castle"}])
def test_nonsense_is_refused_with_what_to_do(browser, body):
    page = browser.post(f"{ADDRESS}propose/", body, follow=True).content.decode()

    assert "Choose a company of the list and what it is." in page
    assert not Affiliation.objects.exists()


def test_nobody_found_is_said(browser):
    assert "No company is called “zzz”" in browser.get(ADDRESS, {"q": "zzz"}).content.decode()


def test_a_proposal_is_declined_or_taken_back(browser, acme, alice):
    link = AffiliationFactory(parent=acme, child__claimed_at=None)
    assert "A public register says so." in browser.get(ADDRESS).content.decode()
    assert "Nobody has claimed that page yet" in browser.get(ADDRESS).content.decode()

    browser.post(f"{ADDRESS}{link.pk}/answer/", {"decline": "1"})

    link.refresh_from_db()
    assert (link.state, link.closed_by_side) == ("declined", "parent")


def test_ending_is_confirmed_first(browser, link):
    assert "End the link with Borg?" in browser.get(f"{ADDRESS}{link.pk}/end/").content.decode()
    assert "has ended" in browser.post(f"{ADDRESS}{link.pk}/end/", follow=True).content.decode()


def test_an_editor_sees_the_tree_and_no_button(link, eve, client_of):
    page = client_of(eve).get(ADDRESS).content.decode()

    assert "Owners and administrators propose" in page
    assert "End the link" not in page


def test_owners_of_both_sides_lend_a_colleague_by_clicks(browser, link, bob, eve, borg, client_of):
    other = client_of(bob)
    assert "does not let your staff act" in browser.get(f"{ADDRESS}{link.pk}/lend/").content.decode()
    other.post(f"{ADDRESS}{link.pk}/grant/", {"roles": ["editor"]})
    page = browser.post(f"{ADDRESS}{link.pk}/lend/", {"colleague": eve.pk, "role": "editor"}, follow=True)
    assert "Eve Petit now acts for Borg." in page.content.decode()

    assert "from Acme" in other.get("/en/page/staff/").content.decode()
    assert "Eve Petit" in other.get(f"{ADDRESS}{link.pk}/grant/").content.decode()
    assert "Eve Petit" in other.get(f"{ADDRESS}{link.pk}/end/").content.decode()
    loan = Member.objects.get(company=borg, user=eve.user)
    pk = browser.get(f"{ADDRESS}{link.pk}/lend/").context["loans"][0].pk
    browser.post(f"{ADDRESS}lent/{pk}/recall/")

    loan.refresh_from_db()
    assert loan.ended_at is not None
    assert "no longer acts for you" in other.post(f"{ADDRESS}{link.pk}/grant/", follow=True).content.decode()


def test_a_refused_loan_keeps_what_was_chosen(browser, link, bob, acme, client_of):
    analyst = MemberFactory(company=acme, role=Role.ANALYST, user__name="Ann")
    client_of(bob).post(f"{ADDRESS}{link.pk}/grant/", {"roles": ["editor"]})

    page = browser.post(f"{ADDRESS}{link.pk}/lend/", {"colleague": analyst.pk, "role": "editor"}).content.decode()

    assert "Ann would hold more rights there than here" in page
    assert f'value="{analyst.pk}" selected' in page


def test_the_public_page_shows_confirmed_links_only(client, acme, borg, link):
    AffiliationFactory(parent=acme, child=CompanyFactory(name="Waiting Shop"))
    AffiliationFactory(parent=acme, child=CompanyFactory(name="Hidden Shop", hidden_at=acme.created_at), confirmed=True)

    page = client.get("/en/companies/acme/").content.decode()

    assert 'id="group"' in page
    assert "Waiting Shop" not in page
    assert "Hidden Shop" not in page
    assert "Part of" in client.get("/en/companies/borg/").content.decode()


def test_many_children_are_counted_on_the_public_page(client, acme):
    AffiliationFactory.create_batch(12, parent=acme, confirmed=True)

    assert "and 2 more" in client.get("/en/companies/acme/").content.decode()


def test_the_page_costs_the_same_for_any_number_of_companies(browser, acme, link):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(ADDRESS)
        return len(queries)

    cost()
    small = cost()
    AffiliationFactory.create_batch(10, parent=acme, confirmed=True)

    assert small == cost() <= 24


def test_an_operator_confirms_in_the_back_office(client, operator, acme):
    link = AffiliationFactory(parent=acme, child__claimed_at=None, parent_confirmed_at=acme.created_at)
    client.force_login(operator)

    assert client.get("/back-office/affiliation/").status_code == 200
    assert "Confirm for the unclaimed page" in client.get(f"/back-office/groups/{link.pk}/").content.decode()
    client.post(f"/back-office/groups/{link.pk}/", {"confirm": "1"})

    link.refresh_from_db()
    assert link.state == "confirmed"
    assert "Nothing to decide here" in client.get(f"/back-office/groups/{link.pk}/").content.decode()
