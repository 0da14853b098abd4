"""Correct or remove: a request without an account, answered by an operator."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from companies.choices import NoticeState
from companies.models import JournalEntry, PageNotice
from network.notifications.models import Mail
from tests.factories.accounts import UserFactory

ADDRESS = "/en/companies/acme/notice/"
REQUEST = {"kind": "remove", "email": "trader@example.com", "message": "I closed my shop."}


@pytest.fixture
def office(db) -> Client:
    user = UserFactory(is_staff=True)
    codenames = ["change_company", "change_pagenotice", "access_admin", "view_pagenotice", "view_company", "view_claim"]
    user.user_permissions.set(Permission.objects.filter(codename__in=[*codenames, "view_categorychange"]))
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_needs_no_account(acme, language):
    assert Client().get(f"/{language}/companies/acme/notice/?kind=remove").status_code == 200


def test_a_request_reaches_the_operator(acme):
    answer = Client().post(ADDRESS, REQUEST)

    notice = PageNotice.objects.get()
    assert answer.headers["Location"] == "/en/companies/acme/"
    assert (notice.company, notice.kind, notice.language) == (acme, "remove", "en")


def test_the_same_request_twice_is_one_request(acme):
    Client().post(ADDRESS, REQUEST)

    answer = Client().post(ADDRESS, REQUEST)

    assert "You have already asked" in answer.content.decode()
    assert PageNotice.objects.count() == 1


def test_a_machine_that_fills_every_field_sends_nothing(acme):
    Client().post(ADDRESS, REQUEST | {"website": "https://spam.example"})

    assert not PageNotice.objects.exists()


@pytest.mark.parametrize("wrong", [{"email": "ana@"}, {"message": ""}, {"kind": "burn"}])
def test_bad_input_keeps_what_was_typed(acme, wrong):
    answer = Client().post(ADDRESS, REQUEST | wrong)

    assert answer.status_code == 200
    assert not PageNotice.objects.exists()


def test_the_operator_hides_the_page_and_answers_by_mail(acme, office):
    Client().post(ADDRESS, REQUEST)
    address = f"/back-office/decide/page-request/{PageNotice.objects.get().pk}/"

    assert "I closed my shop." in office.get(address).content.decode()
    office.post(address, {"hide": "1"})
    office.post(address, {"done": "1", "answer": "The page is gone."})

    notice = PageNotice.objects.get()
    assert notice.state == NoticeState.DONE
    assert Client().get("/en/companies/acme/").status_code == 404
    assert JournalEntry.objects.get(act="company.hidden").author_name == "Comptoir"
    mail = Mail.objects.get()
    assert (mail.address, mail.language) == ("trader@example.com", "en")
    assert office.get(address).status_code == 200


def test_an_answer_needs_a_sentence(acme, office):
    Client().post(ADDRESS, REQUEST)
    address = f"/back-office/decide/page-request/{PageNotice.objects.get().pk}/"

    answer = office.post(address, {"done": "1", "answer": ""})

    assert answer.status_code == 200
    assert PageNotice.objects.get().state == NoticeState.OPEN


def test_a_hidden_page_is_shown_again(acme, office):
    address = f"/back-office/decide/company/{acme.pk}/"
    office.post(address, {"hide": "1"})

    office.post(address, {"show": "1"})

    assert Client().get("/en/companies/acme/").status_code == 200


@pytest.mark.parametrize("name", ["company", "category_to_confirm", "claim", "categorychange", "pagenotice"])
def test_every_list_of_the_office_opens(acme, office, name):
    assert office.get(f"/back-office/{name}/").status_code == 200


@pytest.mark.parametrize("path", ["company/new/", "company/edit/{}/", "company/delete/{}/"])
def test_no_form_of_the_office_writes_past_the_actions(acme, office, path):
    assert office.get(f"/back-office/{path.format(acme.pk)}").status_code in {302, 403, 404}


def test_staff_without_the_permission_decide_nothing(acme):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert browser.post(f"/back-office/decide/company/{acme.pk}/", {"hide": "1"}).status_code in {302, 403}
    acme.refresh_from_db()
    assert acme.hidden_at is None
