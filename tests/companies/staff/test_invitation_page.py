"""The page of an invitation: without account, with the invited one, with another; from the mail to the staff."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from companies.actions import invitations
from companies.models import Invitation, Member
from companies.roles import Role
from network.accounts.models import User
from network.accounts.ways_in import SIGN_UP_IS_OPEN
from tests.factories.accounts import UserFactory
from tests.factories.settings import put_in_force

pytestmark = pytest.mark.any_database

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def path(acme, owner_of, relay_outbox):
    """The link in the mail to dan@acme.example."""
    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    relay_outbox()
    return re.search(r"https?://[^/]+(/\S+/invitation/\S+/)", mail.outbox[-1].body)[1]


def test_without_account_it_leads_to_sign_up_with_the_address(client, path):
    page = client.get(path).content.decode()

    assert "Join the staff of Acme" in page
    assert f"/en/account/signup/?next={path}&amp;email=dan%40acme.example".replace("/", "%2F") in page.replace(
        "/", "%2F"
    )


def test_from_the_mail_to_the_staff_without_an_account(client, path, acme):
    sign_up = client.post(
        "/en/account/signup/",
        {"name": "Dan Petit", "email": "dan@acme.example", "password1": "long enough secret", "next": path},
    )
    code = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    back = client.post(sign_up.url, {"code": code})
    assert back.url == path

    client.post(path)

    member = Member.objects.get(user__email="dan@acme.example")
    assert (member.company, member.role) == (acme, Role.EDITOR)
    assert client.session["acting_for"] == acme.pk


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in and join"), ("fr", "Se connecter et rejoindre")])
def test_with_an_account_it_leads_to_sign_in(client, path, language, words):
    UserFactory(email="dan@acme.example")

    assert words in client.get(path.replace("/en/", f"/{language}/")).content.decode()


def test_another_account_is_told_and_the_invitation_survives(client, path):
    client.force_login(UserFactory(email="eve@acme.example"), backend=BACKEND)

    page = client.get(path).content.decode()
    refused = client.post(path)

    assert "This invitation is for dan@acme.example" in page
    assert "You are signed in as eve@acme.example." in page
    assert refused.status_code == 403
    assert not Member.objects.filter(user__email="eve@acme.example").exists()
    assert Invitation.objects.open().count() == 1


def test_a_post_of_a_visitor_changes_nothing(client, path):
    client.post(path)

    assert Member.objects.count() == 1
    assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize(("language", "words"), [("en", "no longer works"), ("fr", "ne fonctionne plus")])
def test_a_closed_invitation_says_so(client, path, acme, owner_of, language, words):
    invitations.revoke_invitation(acting=owner_of(acme), invitation=Invitation.objects.get())

    answer = client.get(path.replace("/en/", f"/{language}/"))

    assert answer.status_code == 410
    assert words in answer.content.decode()


def test_an_unknown_link_says_the_same(client, db):
    assert client.get("/en/invitation/never-sent/").status_code == 410


def test_whoever_joined_already_is_led_in(path, acme, owner_of, client_of):
    page = client_of(owner_of(acme)).get(path, follow=True)

    assert "You are on the staff of Acme already." in page.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_while_sign_up_is_closed_the_invited_address_comes_in_and_no_other(client, path, language):
    put_in_force(SIGN_UP_IS_OPEN, False)
    address = f"/{language}/account/signup/"
    typed = {"name": "Dan Petit", "password1": "long enough secret", "next": path}

    assert 'name="password1"' in client.get(address, {"next": path}).content.decode()
    other = client.post(address, typed | {"email": "eve@acme.example"}).content.decode()
    invited = client.post(address, typed | {"email": "dan@acme.example"})

    assert "dan@acme.example" in other
    assert 'value="Dan Petit"' in other
    assert invited.url == f"/{language}/account/email/confirm/"
    assert [
        user.email for user in User.objects.filter(email__endswith="@acme.example").exclude(name="Alice Martin")
    ] == ["dan@acme.example"]


def test_an_invitation_taken_back_opens_no_account(client, path):
    put_in_force(SIGN_UP_IS_OPEN, False)
    Invitation.objects.update(revoked_at=timezone.now())

    assert "New accounts are closed" in client.get("/en/account/signup/", {"next": path}).content.decode()
