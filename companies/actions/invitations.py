"""Invitations by mail: 7 days, single use, for the address they were sent to."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies import journal
from companies.actions.staff import add_member, lock_staff, require_may_give
from companies.exceptions import (
    AlreadyMember,
    InvitationForAnotherAddress,
    InvitationNoLongerOpen,
    InviterMayNoLonger,
)
from companies.models import Invitation, Member
from companies.permissions import AnyRole, can_give_role
from companies.role_keys import role_key
from companies.second_person import Act, asks, pass_gate
from companies.signals import invitation_accepted
from network.accounts.languages import address_in
from network.accounts.models import User
from network.common.signals import announce
from network.notifications.actions import send_mail_to

INVITED = "staff.invited"
RESENT = "staff.invitation_resent"
REVOKED = "staff.invitation_revoked"
VALID_FOR = timedelta(days=7)


@asks
@transaction.atomic
def invite(*, acting: Member, email: str, role: AnyRole, language: str = "", approval: int | None = None) -> Invitation:
    """Invite an address; an invitation that still waits for it is renewed with the new role.

    `language` of the mail, for whoever has no account yet; otherwise the inviter's.

    Raises:
        RoleTooSmall: the acting role may not invite.
        NotAllowedToChange, BeyondOwnRights: the role may do more than the acting member.
        AlreadyMember: the address belongs to somebody on the staff.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    lock_staff(acting.company_id)
    require_may_give(acting, role)
    email = email.strip().lower()
    invited = User.objects.filter(email__iexact=email).first()
    if invited and Member.objects.active().filter(company_id=acting.company_id, user=invited).exists():
        raise AlreadyMember(invited.display_name)
    pass_gate(
        acting,
        Act(INVITED, subject=email, name=email, payload={"email": email, "role": role_key(role), "language": language}),
        approval,
    )
    waiting = Invitation.objects.filter(
        company_id=acting.company_id, email__iexact=email, accepted_at=None, revoked_at=None
    ).first()
    invitation = waiting or Invitation(company=acting.company, email=email)
    invitation.given_role = role
    invitation.language = invited.language if invited else language or acting.user.language
    _send(invitation, acting)
    journal.record(
        company=acting.company, act=INVITED, acting=acting, subject=email, details={"role": invitation.role_key}
    )
    return invitation


@transaction.atomic
def resend_invitation(*, acting: Member, invitation: Invitation) -> Invitation:
    """Send it once more, for another 7 days; the link of the former mail no longer works.

    Raises:
        InvitationNoLongerOpen: it was accepted or taken back meanwhile.

    """
    invitation = _waiting(acting, invitation)
    _send(invitation, acting)
    journal.record(
        company=acting.company,
        act=RESENT,
        acting=acting,
        subject=invitation.email,
        details={"role": invitation.role_key},
    )
    return invitation


@transaction.atomic
def revoke_invitation(*, acting: Member, invitation: Invitation) -> None:
    """Take it back; its link no longer works.

    Raises:
        InvitationNoLongerOpen: it was accepted or taken back meanwhile.

    """
    invitation = _waiting(acting, invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    journal.record(
        company=acting.company,
        act=REVOKED,
        acting=acting,
        subject=invitation.email,
        details={"role": invitation.role_key},
    )


@transaction.atomic
def accept_invitation(*, user: User, token: str) -> Member:
    """Join the staff with the invited role; an invitation works once.

    Raises:
        InvitationNoLongerOpen: unknown, used, taken back or past its 7 days.
        InvitationForAnotherAddress: none of the person's verified addresses is the invited one.
        InviterMayNoLonger: who invited could not give this role today.
        AlreadyMember: the person is on the staff already.

    """
    invitation = find_invitation(token)
    if invitation is None:
        raise InvitationNoLongerOpen
    lock_staff(invitation.company_id)
    invitation.refresh_from_db()
    if not invitation.is_open:
        raise InvitationNoLongerOpen
    if not is_for(invitation, user):
        raise InvitationForAnotherAddress(invitation.email)
    inviters = Member.objects.active().filter(company_id=invitation.company_id, user_id=invitation.invited_by_id)
    inviter = inviters.with_rights().first()
    if inviter is None or not can_give_role(inviter, invitation.given_role):
        raise InviterMayNoLonger(invitation.company.name)
    member = add_member(company=invitation.company, user=user, role=invitation.given_role)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    announce(invitation_accepted, invitation=invitation, member=member)
    return member


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a link; the token itself is kept nowhere."""
    return Invitation.objects.select_related("company", "invited_by").filter(token_digest=_digest(token)).first()


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether the invited address is one this person has proven to read."""
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email).exists()


def _waiting(acting: Member, invitation: Invitation) -> Invitation:
    """The invitation as it is now, behind the lock."""
    lock_staff(acting.company_id)
    require_may_give(acting, invitation.given_role)
    invitation.refresh_from_db()
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationNoLongerOpen
    return invitation


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, acting: Member) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_digest = _digest(token)
    invitation.invited_by = acting.user
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save()
    send_mail_to(
        invitation.email,
        invitation.language,
        "invitation",
        {
            "company": acting.company.name,
            "inviter": acting.user.display_name,
            "email": invitation.email,
            "role": invitation.role_key,
            "days": VALID_FOR.days,
            "url": address_in(reverse("companies:invitation", args=[token]), invitation.language),
        },
    )
