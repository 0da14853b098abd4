"""Signing in and out, passwords and addresses."""

import re

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from network.accounts.models import User
from tests.factories.accounts import UserFactory

PASSWORD = "correct horse battery"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def code_of_last_mail() -> str:
    return re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


@pytest.fixture
def ana():
    return UserFactory(email="ana@sillage.example", name="Ana Ferreira", language="fr")


def test_address_and_password_sign_in(client, ana):
    answer = client.post("/en/account/login/", {"login": "Ana@Sillage.example", "password": PASSWORD})

    assert answer.url == "/en/desk/"
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_wrong_password_says_what_to_do(client, ana):
    answer = client.post("/fr/account/login/", {"login": ana.email, "password": "wrong"})

    page = answer.content.decode()
    assert "L’adresse ou le mot de passe ne correspond pas." in page
    assert "notice--wax" in page
    assert f'value="{ana.email}"' in page
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "inactive/", "password/reset/done/", "demo/"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_before_sign_in_are_open(client, path, language):
    assert client.get(f"/{language}/account/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "email/", "password/change/", "logout/", "second-factor/", "devices/"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_about_oneself_show_to_oneself_only(client, ana, path, language):
    address = f"/{language}/account/{path}"
    assert client.get(address).status_code == 302

    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["account_reset_password_done", "account_confirm_email", "account_signup_by_passkey", "mfa_trust"],
)
def test_what_is_not_used_is_not_mounted(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_code_by_mail_gives_a_new_password(client, ana):
    answer = client.post("/en/account/password/reset/", {"email": ana.email})
    assert mail.outbox[-1].subject.endswith("vous permet de choisir un nouveau mot de passe")

    answer = client.post(answer.url, {"code": code_of_last_mail()})
    assert client.get(answer.url).status_code == 200
    answer = client.post(answer.url, {"password1": "quite another secret", "password2": "quite another secret"})

    assert User.objects.get().check_password("quite another secret")
    assert mail.outbox[-1].subject == "Votre mot de passe a changé"


def test_an_unknown_address_gets_a_mail_and_no_answer(client):
    answer = client.post("/en/account/password/reset/", {"email": "nobody@sillage.example"})

    assert answer.url == "/en/account/password/reset/code/"
    assert mail.outbox[-1].subject == "No account with this address"


def test_the_password_changes_with_the_present_one(client, ana):
    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    fields = {"oldpassword": PASSWORD, "password1": "quite another secret", "password2": "quite another secret"}

    refused = client.post("/en/account/password/change/", fields | {"oldpassword": "wrong"})
    assert "This is not your present password." in refused.content.decode()
    assert User.objects.get().check_password(PASSWORD)
    client.post("/en/account/password/change/", fields)

    assert User.objects.get().check_password("quite another secret")


def test_a_second_address_is_proven_and_becomes_the_main_one(client, ana):
    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post("/en/account/email/", {"action_add": "1", "email": "ana@verdier.example"})
    client.post(answer.url, {"code": code_of_last_mail()})
    client.post("/en/account/email/", {"action_primary": "1", "email": "ana@verdier.example"})

    assert User.objects.get().email == "ana@verdier.example"
    assert mail.outbox[-1].to == ["ana@sillage.example"]
    assert "ana@verdier.example" in mail.outbox[-1].body
    assert client.get("/fr/account/email/").status_code == 200


def test_signing_out_needs_a_post_and_honours_next(client, ana):
    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/en/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session

    answer = client.post("/en/account/logout/", {"next": "/en/invitation/secret/"})

    assert answer.url == "/en/invitation/secret/"
    assert "_auth_user_id" not in client.session


def test_a_mail_server_that_is_down_is_said_and_not_a_crash(client, ana, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = client.post("/en/account/password/reset/", {"email": ana.email}, follow=True)

    assert "The mail could not leave just now." in answer.content.decode()
