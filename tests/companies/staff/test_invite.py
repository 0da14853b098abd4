"""Invitations: 7 days, single use, for one address, and never a way around the roles."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from companies.actions import invitations, staff
from companies.exceptions import (
    AlreadyMember,
    InvitationForAnotherAddress,
    InvitationNoLongerOpen,
    InviterMayNoLonger,
    NotAllowedToChange,
    RoleTooSmall,
)
from companies.models import Invitation, Member
from companies.roles import Role
from network.notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory


@pytest.fixture
def token_of(relay_outbox):
    """The token of the last mail's link."""

    def token() -> str:
        relay_outbox()
        link = next(line for line in mail.outbox[-1].body.splitlines() if "/invitation/" in line)
        return link.rstrip("/").rpartition("/")[2]

    return token


def test_an_invited_colleague_joins_with_the_role(acme, owner_of, token_of, django_capture_on_commit_callbacks):
    invitations.invite(acting=owner_of(acme), email="Dan@Acme.example", role=Role.EDITOR)
    dan = UserFactory(email="dan@acme.example", name="Dan Petit")

    with django_capture_on_commit_callbacks(execute=True):
        member = invitations.accept_invitation(user=dan, token=token_of())

    assert (member.company, member.role) == (acme, Role.EDITOR)
    assert dan.has_perm("companies.edit_page", acme)
    assert [entry.act for entry in acme.journal.all()] == ["staff.joined", "staff.invited"]
    told = Notification.objects.get(user=owner_of(acme).user)
    with translation.override("en"):
        assert told.subject == "Dan Petit joined the staff of Acme"


def test_the_mail_speaks_the_language_of_the_invited(acme, owner_of, relay_outbox):
    UserFactory(email="dan@acme.example", language="fr")

    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.SALES)
    relay_outbox()

    message = mail.outbox[-1]
    assert message.subject == "Alice Martin vous invite chez Acme sur Comptoir"
    assert "/fr/invitation/" in message.body
    assert "Votre rôle : Commercial" in message.body.replace("\u202f", " ").replace("\xa0", " ")


def test_an_invitation_works_once(acme, owner_of, token_of):
    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    dan = UserFactory(email="dan@acme.example")
    token = token_of()
    member = invitations.accept_invitation(user=dan, token=token)
    staff.leave(acting=member)

    with pytest.raises(InvitationNoLongerOpen):
        invitations.accept_invitation(user=dan, token=token)

    assert not Member.objects.active().filter(user=dan).exists()


def test_an_invitation_ends_after_seven_days(acme, owner_of, token_of):
    invitation = invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    dan = UserFactory(email="dan@acme.example")
    assert timedelta(days=6, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now())

    with pytest.raises(InvitationNoLongerOpen):
        invitations.accept_invitation(user=dan, token=token_of())

    assert not Member.objects.filter(user=dan).exists()


def test_an_invitation_is_for_its_address_only_and_survives(acme, owner_of, token_of):
    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    token = token_of()
    eve = UserFactory(email="eve@acme.example")

    with pytest.raises(InvitationForAnotherAddress):
        invitations.accept_invitation(user=eve, token=token)

    assert not Member.objects.filter(user=eve).exists()
    assert Invitation.objects.open().count() == 1


def test_an_address_that_was_never_verified_does_not_count(acme, owner_of, token_of):
    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    dan = UserFactory(email="dan@acme.example", verified=False)

    with pytest.raises(InvitationForAnotherAddress):
        invitations.accept_invitation(user=dan, token=token_of())

    assert not Member.objects.filter(user=dan).exists()


def test_inviting_again_renews_role_and_link(acme, owner_of, token_of):
    invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    first = token_of()
    dan = UserFactory(email="dan@acme.example")

    invitations.invite(acting=owner_of(acme), email="DAN@acme.example", role=Role.SALES)
    second = token_of()

    with pytest.raises(InvitationNoLongerOpen):
        invitations.accept_invitation(user=dan, token=first)
    assert invitations.accept_invitation(user=dan, token=second).role == Role.SALES


def test_a_revoked_invitation_is_closed(acme, owner_of, token_of):
    invitation = invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.EDITOR)
    token = token_of()

    invitations.revoke_invitation(acting=owner_of(acme), invitation=invitation)

    with pytest.raises(InvitationNoLongerOpen):
        invitations.accept_invitation(user=UserFactory(email="dan@acme.example"), token=token)
    with pytest.raises(InvitationNoLongerOpen):
        invitations.resend_invitation(acting=owner_of(acme), invitation=invitation)


def test_an_administrator_cannot_invite_an_owner(acme):
    admin = MemberFactory(company=acme, role=Role.ADMIN)

    with pytest.raises(NotAllowedToChange):
        invitations.invite(acting=admin, email="dan@acme.example", role=Role.OWNER)

    assert not Invitation.objects.exists()


def test_an_administrator_cannot_renew_an_owners_invitation(acme, owner_of):
    invitation = invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.OWNER)
    admin = MemberFactory(company=acme, role=Role.ADMIN)

    with pytest.raises(NotAllowedToChange):
        invitations.resend_invitation(acting=admin, invitation=invitation)

    assert Invitation.objects.get().invited_by == owner_of(acme).user


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SALES, Role.BILLING, Role.ANALYST])
def test_smaller_roles_invite_nobody(role, acme):
    with pytest.raises(RoleTooSmall):
        invitations.invite(acting=MemberFactory(company=acme, role=role), email="dan@acme.example", role=Role.ANALYST)

    assert not Invitation.objects.exists()


def test_a_former_owners_invitation_mints_no_owner(acme, owner_of, token_of):
    alice = owner_of(acme)
    invitations.invite(acting=alice, email="dan@acme.example", role=Role.OWNER)
    token = token_of()
    other = MemberFactory(company=acme, role=Role.OWNER)
    staff.change_role(acting=other, member=alice, role=Role.ADMIN)

    with pytest.raises(InviterMayNoLonger):
        invitations.accept_invitation(user=UserFactory(email="dan@acme.example"), token=token)

    assert Member.objects.active().filter(company=acme, role=Role.OWNER).get() == other


def test_a_colleague_is_not_invited_again(acme, owner_of):
    MemberFactory(company=acme, role=Role.EDITOR, user__email="dan@acme.example")

    with pytest.raises(AlreadyMember):
        invitations.invite(acting=owner_of(acme), email="dan@acme.example", role=Role.ADMIN)

    assert not Invitation.objects.exists()
