"""The category decides who pays: the company asks, the operator confirms."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from companies.actions.categories import ask_category_change, confirm_category, refuse_category_change
from companies.choices import RequestState
from companies.exceptions import AlreadyAsked, NotAnOperator, RoleTooSmall, SameCategory
from companies.models import CategoryChange, JournalEntry
from companies.roles import Role
from companies.signals import company_changed
from network.notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory

ADDRESS = "/en/page/category/"


@pytest.fixture
def operator(db):
    user = UserFactory(is_staff=True)
    codenames = ["change_company", "change_categorychange", "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_the_category_and_the_form(acme, owner_of, client_of, language):
    assert client_of(owner_of(acme)).get(f"/{language}/page/category/").status_code == 200


def test_asking_leaves_the_present_category(acme, owner_of, client_of):
    browser = client_of(owner_of(acme))

    answer = browser.post(ADDRESS, {"category": "provider", "reason": "We also ship for others."})

    acme.refresh_from_db()
    assert answer.status_code == 302
    assert acme.category == "merchant"
    assert CategoryChange.objects.get().state == RequestState.PENDING
    assert "A request is with the operator." in browser.get(ADDRESS).content.decode()


def test_an_editor_cannot_ask(acme, client_of):
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(RoleTooSmall):
        ask_category_change(acting=editor, category="provider", reason="x")

    assert 'name="reason"' not in client_of(editor).get(ADDRESS).content.decode()
    assert not CategoryChange.objects.exists()


def test_the_same_category_or_a_second_request_is_refused(acme, owner_of):
    with pytest.raises(SameCategory):
        ask_category_change(acting=owner_of(acme), category="merchant", reason="x")
    ask_category_change(acting=owner_of(acme), category="provider", reason="x")
    with pytest.raises(AlreadyAsked):
        ask_category_change(acting=owner_of(acme), category="media", reason="x")

    assert CategoryChange.objects.count() == 1


def test_a_refusal_stands_in_the_form(acme, owner_of, client_of):
    answer = client_of(owner_of(acme)).post(ADDRESS, {"category": "merchant", "reason": "x"})

    assert "already has this category" in answer.content.decode()


def test_the_operator_confirms_and_the_request_is_answered(
    acme, owner_of, operator, django_capture_on_commit_callbacks
):
    ask_category_change(acting=owner_of(acme), category="provider", reason="x")
    heard = []
    company_changed.connect(lambda company_ids, **kwargs: heard.extend(company_ids), weak=False, dispatch_uid="test")

    with django_capture_on_commit_callbacks(execute=True):
        confirm_category(operator=operator, company=acme, category="provider")

    company_changed.disconnect(dispatch_uid="test")
    acme.refresh_from_db()
    assert (acme.category, acme.category_confirmed_at is not None) == ("provider", True)
    assert CategoryChange.objects.get().state == RequestState.APPROVED
    assert JournalEntry.objects.get(act="category.confirmed").author_name == "Comptoir"
    assert Notification.objects.get(kind="category.confirmed").user == owner_of(acme).user
    assert heard == [acme.pk]


def test_a_refused_change_keeps_the_category_and_says_why(acme, owner_of, operator):
    change = ask_category_change(acting=owner_of(acme), category="fund", reason="x")

    refuse_category_change(operator=operator, change=change, reason="You sell shoes.")

    acme.refresh_from_db()
    assert acme.category == "merchant"
    assert Notification.objects.get().arguments["reason"] == "You sell shoes."


def test_only_an_operator_settles(acme, owner_of):
    with pytest.raises(NotAnOperator):
        confirm_category(operator=owner_of(acme).user, company=acme, category="provider")

    acme.refresh_from_db()
    assert acme.category == "merchant"


def test_the_office_confirms_in_one_click(acme, operator):
    browser = Client()
    browser.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/back-office/decide/company/{acme.pk}/"

    assert browser.get(address).status_code == 200
    browser.post(address, {"confirm": "1", "category": "brand"})

    acme.refresh_from_db()
    assert acme.category == "brand"
    assert acme.category_confirmed_at is not None


def test_the_office_refuses_a_change_with_a_reason(acme, owner_of, operator):
    ask_category_change(acting=owner_of(acme), category="fund", reason="We invest.")
    browser = Client()
    browser.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/back-office/decide/company/{acme.pk}/"

    assert "We invest." in browser.get(address).content.decode()
    browser.post(address, {"refuse": "1", "reason": "You sell shoes."})

    assert CategoryChange.objects.get().state == RequestState.REFUSED
