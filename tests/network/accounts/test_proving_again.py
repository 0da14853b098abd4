"""Before powers and money one proves again who one is; limits count the right address behind a proxy."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings
from fido2.utils import websafe_encode
from fido2.webauthn import PublicKeyCredentialDescriptor

from companies.models import Invitation
from companies.roles import Role
from tests.access.routes import views_of_ours
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.network.accounts.factors import app_code, app_of

PASSWORD = "correct horse battery"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
INVITATION = {"email": "new@sillage.example", "role": "editor"}

POWERS_AND_MONEY = {
    "accounts_office:person",
    "takeout:mine",
    "closing:page",
    "closing:close",
    "approvals:choice",
    "approvals:request",
    "companies:change_role",
    "companies:invite",
    "companies:remove_member",
    "payment_links:of_order",
    "premium:cancel_order",
    "premium:choose_next",
    "premium:deputy",
    "premium:end",
    "premium:keep",
    "premium:order",
    "premium:pay",
    "premium:portal",
    "premium_office:credit",
    "premium_office:money",
    "premium_office:order",
    "recovery:ask",
    "stand_in_office:begin",
    "staffing:accept",
    "staffing:add_role",
    "staffing:ceilings",
    "staffing:close_account",
    "staffing:change_role",
    "staffing:delete_role",
    "staffing:invite_list",
    "staffing:second_factor",
    "tree:grant",
    "tree:lend",
}


@pytest.fixture
def owner():
    return MemberFactory(role=Role.OWNER)


@pytest.fixture
def hours_later(client, owner):
    """The owner signed in this morning."""
    client.force_login(owner.user, backend=BACKEND)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    return client


def test_every_act_of_powers_and_money_asks_again():
    assert {name for name, view in views_of_ours() if getattr(view, "asks_again", False)} == POWERS_AND_MONEY


def test_what_was_sent_waits_for_the_password_and_is_then_done(hours_later, owner):
    asked = hours_later.post("/en/page/staff/invite/", INVITATION)
    assert asked.url.startswith("/en/account/again/?next=")
    assert not Invitation.objects.exists()
    page = hours_later.get(asked.url).content.decode()
    assert "Is it you?" in page
    wrong = hours_later.post(asked.url, {"password": "wrong", "next": "/en/page/staff/invite/"})
    assert "This is not your present password." in wrong.content.decode()
    assert not Invitation.objects.exists()

    answer = hours_later.post("/en/account/again/", {"password": PASSWORD, "next": "/en/page/staff/invite/"})

    assert answer.url == "/en/page/staff/"
    assert Invitation.objects.get().email == INVITATION["email"]
    hours_later.post("/en/page/staff/invite/", INVITATION | {"email": "other@sillage.example"})
    assert Invitation.objects.count() == 2


def test_a_code_of_the_app_proves_it_too(hours_later, owner):
    secret = app_of(owner.user)
    asked = hours_later.post("/fr/page/staff/invite/", INVITATION)
    assert "/fr/account/again/code/" in hours_later.get(asked.url).content.decode()
    assert hours_later.get("/fr/account/again/code/").status_code == 200

    hours_later.post("/fr/account/again/code/", {"code": app_code(secret), "next": "/fr/page/staff/invite/"})

    assert Invitation.objects.count() == 1


def test_who_has_just_signed_in_is_not_asked(client, owner):
    client.post("/en/account/login/", {"login": owner.user.email, "password": PASSWORD})

    client.post("/en/page/staff/invite/", INVITATION)

    assert Invitation.objects.count() == 1


def test_the_second_factor_and_addresses_ask_even_after_signing_in(client, owner):
    client.post("/en/account/login/", {"login": owner.user.email, "password": PASSWORD})

    assert client.get("/en/account/second-factor/app/").url.startswith("/en/account/again/")
    asked = client.post("/en/account/email/", {"action_add": "1", "email": "new@sillage.example"})

    assert asked.url.startswith("/en/account/again/")
    assert not owner.user.emailaddress_set.filter(email="new@sillage.example").exists()


def tries(address: str, forwarded: str = "") -> Client:
    return Client(REMOTE_ADDR=address, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))


@override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"})
def test_behind_a_proxy_each_client_has_its_own_limit_and_cannot_invent_another():
    UserFactory(email="ana@sillage.example")
    fields = {"login": "ana@sillage.example", "password": "wrong"}
    cache.clear()

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for invented in ("1.1.1.1", "2.2.2.2"):
            tries("10.0.0.1", f"{invented}, 203.0.113.7").post("/en/account/login/", fields)
        spent = tries("10.0.0.1", "3.3.3.3, 203.0.113.7").post("/en/account/login/", fields)
        other = tries("10.0.0.1", "203.0.113.8").post("/en/account/login/", fields)

    assert (spent.status_code, other.status_code) == (429, 200)
    assert "Too many tries" in spent.content.decode()
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2):
        assert tries("10.0.0.9", "203.0.113.9").post("/en/account/login/", fields).status_code == 200
    cache.clear()


@pytest.mark.parametrize(("language", "words"), [("en", "Use the passkey"), ("fr", "Utiliser la clé d’accès")])
def test_a_passkey_proves_it_again(client, monkeypatch, language, words):
    user = UserFactory()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": {}})
    key = PublicKeyCredentialDescriptor(type="public-key", id=b"the key of this person")
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: [key])
    client.force_login(user, backend=BACKEND)

    page = client.get(f"/{language}/account/again/passkey/").content.decode()

    assert words in page
    assert websafe_encode(key.id) in page
