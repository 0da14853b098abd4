"""The authenticator app, recovery codes and passkeys: setting up, signing in, removing; secrets are not kept in the clear."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from network.accounts.second_factor import has_second_factor
from tests.factories.accounts import UserFactory
from tests.network.accounts.factors import app_code, app_of, recovery_codes_of

PASSWORD = "correct horse battery"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def ana():
    return UserFactory(email="ana@sillage.example", name="Ana Ferreira", language="fr")


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana, backend=BACKEND)
    return client


def with_password(client, user):
    return client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})


def test_the_app_is_set_up_with_its_first_code_and_brings_recovery_codes(
    signed_in, ana, django_capture_on_commit_callbacks
):
    page = signed_in.get("/en/account/second-factor/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in.post("/en/account/second-factor/app/", {"code": app_code(secret)})

    assert answer.url == "/en/account/second-factor/recovery-codes/"
    assert has_second_factor(ana)
    assert mail.outbox[-1].subject == "Une application d’authentification a été ajoutée à votre compte"
    codes = recovery_codes_of(ana)
    shown = signed_in.get(answer.url).content.decode()
    assert len(codes) == 10
    assert all(code in shown for code in codes)
    assert codes[0] in signed_in.get("/fr/account/second-factor/recovery-codes/file/").content.decode()
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_a_wrong_first_code_sets_up_nothing(signed_in, ana):
    signed_in.get("/en/account/second-factor/app/")

    answer = signed_in.post("/en/account/second-factor/app/", {"code": "000000"})

    assert "This code is not right." in answer.content.decode()
    assert not has_second_factor(ana)


def test_the_password_alone_no_longer_signs_in(client, ana):
    secret = app_of(ana)

    answer = with_password(client, ana)
    assert answer.url == "/en/account/login/second/"
    assert "_auth_user_id" not in client.session
    refused = client.post(answer.url, {"code": "000000"})
    assert "_auth_user_id" not in client.session
    assert "This code is not right." in refused.content.decode()
    answer = client.post(answer.url, {"code": app_code(secret)})

    assert answer.url == "/en/desk/"
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_code_by_mail_replaces_the_password_not_the_second_factor(client, ana):
    app_of(ana)

    page = client.post("/en/account/login/code/", {"email": ana.email}).url
    code = mail.outbox[-1].subject.partition(" ")[0]
    answer = client.post(page, {"code": code})

    assert answer.url == "/en/account/login/second/"
    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_signs_in_who_has_no_second_factor(client, ana):
    page = client.post("/fr/account/login/code/", {"email": ana.email}).url
    code = mail.outbox[-1].subject.partition(" ")[0]
    assert code in mail.outbox[-1].body
    assert client.get(page).status_code == 200

    client.post(page, {"code": code})

    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_recovery_code_signs_in_once(client, ana):
    app_of(ana)
    code = recovery_codes_of(ana)[0]

    client.post(with_password(client, ana).url, {"code": code})
    assert client.session["_auth_user_id"] == str(ana.pk)
    client.logout()
    client.post(with_password(client, ana).url, {"code": code})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_app_is_removed_after_a_question_and_the_codes_go_with_it(signed_in, ana, language):
    app_of(ana)
    address = f"/{language}/account/second-factor/app/remove/"
    assert signed_in.get(address).status_code == 200
    assert signed_in.get(f"/{language}/account/second-factor/").status_code == 200

    signed_in.post(address)

    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "L’application d’authentification a été retirée de votre compte"


def test_new_recovery_codes_replace_the_old_ones(signed_in, ana):
    app_of(ana)
    former = recovery_codes_of(ana)
    assert signed_in.get("/en/account/second-factor/recovery-codes/new/").status_code == 200

    signed_in.post("/en/account/second-factor/recovery-codes/new/")

    assert set(recovery_codes_of(ana)).isdisjoint(former)


def test_a_passkey_of_somebody_else_is_not_found(signed_in):
    other = Authenticator.objects.create(user=UserFactory(), type="webauthn", data={"name": "Key", "credential": {}})

    for page in ("", "remove/"):
        assert signed_in.get(f"/en/account/second-factor/passkeys/{other.pk}/{page}").status_code == 404
        assert signed_in.post(f"/en/account/second-factor/passkeys/{other.pk}/{page}").status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_passkeys_are_listed_renamed_and_removed(signed_in, ana):
    for page in ("passkeys/", "passkeys/add/"):
        assert signed_in.get(f"/fr/account/second-factor/{page}").status_code == 200
    key = Authenticator.objects.create(user=ana, type="webauthn", data={"name": "Old", "credential": {}})

    signed_in.post(f"/en/account/second-factor/passkeys/{key.pk}/", {"name": "Telephone"})
    for page in ("", "passkeys/", f"passkeys/{key.pk}/", f"passkeys/{key.pk}/remove/"):
        assert "Telephone" in signed_in.get(f"/en/account/second-factor/{page}").content.decode()
    signed_in.post(f"/en/account/second-factor/passkeys/{key.pk}/remove/")

    assert not has_second_factor(ana)
    assert mail.outbox[-1].subject == "Une clé d’accès a été retirée de votre compte"
