"""The pages of staff: who sees what, who may do what, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from companies.actions import invitations
from companies.models import Invitation, Member
from companies.roles import Role
from tests.factories.companies import MemberFactory

MANAGERS = {Role.OWNER, Role.ADMIN}


def url(name: str, *arguments: object, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"companies:{name}", args=arguments)


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def browser(alice, client_of):
    return client_of(alice)


@pytest.fixture
def editor(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Dan Petit")


@pytest.mark.parametrize("name", ["staff", "journal", "leave"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", Role.values)
def test_every_role_sees_staff_and_journal_in_both_languages(acme, client_of, name, language, role):
    member = MemberFactory(company=acme, role=role)

    assert client_of(member).get(url(name, language=language)).status_code == 200


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("invite", "post"),
        ("change_role", "get"),
        ("remove_member", "get"),
        ("resend_invitation", "post"),
        ("revoke_invitation", "post"),
    ],
)
def test_only_owners_and_administrators_manage(acme, alice, editor, client_of, role, name, method):
    member = MemberFactory(company=acme, role=role)
    invitation = invitations.invite(acting=alice, email="new@acme.example", role=Role.ANALYST)
    arguments = {"change_role": [editor.pk], "remove_member": [editor.pk], "invite": []}.get(name, [invitation.pk])

    answer = getattr(client_of(member), method)(url(name, *arguments))

    assert (answer.status_code != 403) == (role in MANAGERS)


@pytest.mark.parametrize("name", ["change_role", "remove_member"])
def test_a_member_of_another_company_is_not_found(browser, borg, owner_of, name):
    answer = browser.post(url(name, owner_of(borg).pk), {"role": Role.ANALYST})

    assert answer.status_code == 404
    assert owner_of(borg).role == Role.OWNER


@pytest.mark.parametrize("name", ["resend_invitation", "revoke_invitation"])
def test_an_invitation_of_another_company_is_not_found(browser, borg, owner_of, name):
    foreign = invitations.invite(acting=owner_of(borg), email="new@borg.example", role=Role.EDITOR)

    assert browser.post(url(name, foreign.pk)).status_code == 404
    assert Invitation.objects.open().count() == 1


def test_the_list_shows_who_waits_and_what_each_role_may_do(browser, acme, editor):
    browser.post(url("invite"), {"email": "new@acme.example", "role": Role.SALES})

    page = browser.get(url("staff")).content.decode()

    assert "Dan Petit" in page
    assert "new@acme.example" in page
    assert "invite colleagues and change roles" in page
    assert "The invitation is on its way to new@acme.example." in page


def test_a_colleague_who_is_there_is_said_beside_the_address(browser, editor):
    answer = browser.post(url("invite"), {"email": editor.user.email, "role": Role.SALES})

    assert answer.status_code == 409
    assert "Dan Petit is on the staff already." in answer.content.decode()
    assert f'value="{editor.user.email}"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_administrator_is_not_offered_the_role_of_owner(acme, client_of, editor):
    page = client_of(MemberFactory(company=acme, role=Role.ADMIN)).get(url("change_role", editor.pk)).content.decode()

    assert 'value="admin"' in page
    assert 'value="owner"' not in page


def test_a_role_is_changed(browser, editor):
    answer = browser.post(url("change_role", editor.pk), {"role": Role.SALES}, follow=True)

    assert Member.objects.get(pk=editor.pk).role == Role.SALES
    assert "Dan Petit: Sales." in answer.content.decode()


def test_somebody_is_taken_off_after_a_page_that_says_what_follows(browser, editor):
    assert "Take Dan Petit off the staff?" in browser.get(url("remove_member", editor.pk)).content.decode()
    assert Member.objects.active().filter(pk=editor.pk).exists()

    browser.post(url("remove_member", editor.pk))

    assert not Member.objects.active().filter(pk=editor.pk).exists()


def test_the_last_owner_stays(browser, alice):
    answer = browser.post(url("leave"))

    assert answer.status_code == 409
    assert "You are the last owner." in answer.content.decode()
    assert Member.objects.active().filter(pk=alice.pk).exists()


def test_invitations_are_sent_again_and_taken_back(browser, alice):
    invitation = invitations.invite(acting=alice, email="new@acme.example", role=Role.EDITOR)
    Invitation.objects.update(expires_at=timezone.now())

    browser.post(url("resend_invitation", invitation.pk))
    assert Invitation.objects.open().count() == 1
    browser.post(url("revoke_invitation", invitation.pk))

    assert not Invitation.objects.open().exists()
    assert "No invitation waits" in browser.get(url("staff")).content.decode()


def test_the_staff_page_costs_the_same_at_any_size(browser, acme, alice):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(url("staff"))
        return len(queries)

    invitations.invite(acting=alice, email="new@acme.example", role=Role.EDITOR)
    cost()
    small = cost()
    for position in range(20):
        MemberFactory(company=acme, role=Role.EDITOR)
        invitations.invite(acting=alice, email=f"new{position}@acme.example", role=Role.EDITOR)

    assert cost() == small <= 12
