"""Signing up: one form, a code by mail, then the company; in the language of the page."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from network.accounts.models import User
from network.accounts.ways_in import SIGN_UP_IS_OPEN
from tests.factories.accounts import UserFactory
from tests.factories.settings import put_in_force


def code_of_last_mail() -> str:
    return re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def sign_up(client, language="en", **fields):
    with translation.override(language):
        url = reverse("account_signup")
    return client.post(
        url, {"name": "Ana Ferreira", "email": "ana@sillage.example", "password1": "long enough secret"} | fields
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject"), [("fr", "est votre code pour Comptoir"), ("en", "is your code for Comptoir")]
)
def test_a_code_proves_the_address_in_the_language_of_the_page(client, language, subject):
    answer = sign_up(client, language)
    assert answer.url == f"/{language}/account/email/confirm/"
    assert subject in mail.outbox[-1].subject

    answer = client.post(answer.url, {"code": code_of_last_mail()})

    user = User.objects.get()
    assert (user.name, user.language, user.email) == ("Ana Ferreira", language, "ana@sillage.example")
    assert user.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(user.pk)
    assert answer.url == f"/{language}/desk/"


@pytest.mark.django_db
def test_a_wrong_code_signs_nobody_in_and_may_be_corrected(client):
    page = sign_up(client).url

    answer = client.post(page, {"code": "AAAAAA"})

    assert answer.status_code == 200
    assert "This is not the code of the last mail." in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post(page, {"code": code_of_last_mail()}).status_code == 302


@pytest.mark.django_db
def test_next_survives_sign_up_and_code_when_it_is_ours(client):
    page = sign_up(client, next="/en/invitation/secret/").url

    answer = client.post(page, {"code": code_of_last_mail()})

    assert answer.url == "/en/invitation/secret/"


@pytest.mark.django_db
def test_next_to_another_host_is_ignored(client):
    page = sign_up(client, next="https://evil.example/").url

    answer = client.post(page, {"code": code_of_last_mail()})

    assert answer.url == "/en/desk/"


@pytest.mark.django_db
def test_an_address_with_an_account_learns_it_by_mail_only(client):
    UserFactory(email="ana@sillage.example", language="fr")

    answer = sign_up(client, "en")

    assert answer.url == "/en/account/email/confirm/"
    assert User.objects.count() == 1
    assert mail.outbox[-1].subject == "Vous avez déjà un compte sur Comptoir"


@pytest.mark.django_db
def test_what_was_typed_stays_when_something_is_wrong(client):
    answer = sign_up(client, password1="short")

    assert 'value="Ana Ferreira"' in answer.content.decode()
    assert 'value="ana@sillage.example"' in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_address_of_an_invitation_is_filled_in(client):
    page = client.get("/en/account/signup/?email=dan@acme.example&next=/en/invitation/secret/").content.decode()

    assert 'value="dan@acme.example"' in page
    assert 'name="next" value="/en/invitation/secret/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "says"), [("en", "New accounts are closed just now"), ("fr", "La création de comptes est fermée")]
)
def test_while_closed_nobody_signs_up_and_the_page_says_what_to_do(client, language, says):
    put_in_force(SIGN_UP_IS_OPEN, False)

    shown = client.get(f"/{language}/account/signup/").content.decode()
    sent = sign_up(client, language).content.decode()

    for page in (shown, sent):
        assert says in page
        assert f"/{language}/account/login/" in page
    assert not User.objects.exists()
    put_in_force(SIGN_UP_IS_OPEN, True)
    assert sign_up(client, language).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/invitation/nonsense/", "/en/", "https://evil.example/", "http://[", "/xx/no/such"]
)
def test_while_closed_only_an_open_invitation_opens_the_form(client, path):
    put_in_force(SIGN_UP_IS_OPEN, False)

    assert "New accounts are closed" in client.get("/en/account/signup/", {"next": path}).content.decode()
    assert "New accounts are closed" in sign_up(client, next=path).content.decode()
    assert not User.objects.exists()
