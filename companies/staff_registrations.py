"""What staff registers with the ground in `ready()`: journal acts, notification kinds, facts of the frame, who was invited."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies import staff_receivers  # noqa: F401
from companies.actions import custom_roles, invitations, staff
from companies.journal import acts
from companies.middleware import members_of
from companies.models import Invitation, Member
from companies.ownership import Ownable, ownables
from companies.permissions import can_give_role
from companies.querysets import InvitationQuerySet
from companies.roles import Role
from network.accounts.ways_in import invited_addresses
from network.common import shell
from network.notifications import kinds
from network.notifications.kinds import NotificationKind

acts.register(staff.JOINED, _("joined the staff"))
acts.register(staff.ADDED, _("added {subject} to the staff"))
acts.register(staff.ROLE_CHANGED, _("changed the role of {subject}"))
acts.register(staff.REMOVED, _("removed {subject} from the staff"))
acts.register(staff.HANDED_OVER, _("handed over what was looked after: {subject}"))
acts.register(staff.SECOND_FACTOR_REMOVED, _("removed the lost second factor of {subject}"))
acts.register(staff.LEFT, _("left the staff"))
acts.register(custom_roles.CREATED, _("made the role {subject}"))
acts.register(custom_roles.DEFINED, _("changed what the role {subject} may do"))
acts.register(custom_roles.DELETED, _("deleted the role {subject}"))
acts.register(custom_roles.CEILINGS_SET, _("changed the spending ceilings"))
acts.register(staff.RECALLED, _("called {subject} back from the staff"))
acts.register(invitations.INVITED, _("invited {subject}"))
acts.register(invitations.RESENT, _("sent the invitation of {subject} again"))
acts.register(invitations.REVOKED, _("took back the invitation of {subject}"))

kinds.register(
    NotificationKind(
        key="staff.joined",
        icon="user-plus",
        subject=_("{name} joined the staff of {company}"),
        body=_("The invitation was accepted. The staff page shows who may do what."),
        label=_("A colleague accepted an invitation"),
    )
)
kinds.register(
    NotificationKind(
        key="staff.role_changed",
        icon="user-cog",
        subject=_("You have another role at {company}"),
        body=_("{name} changed it. The staff page shows what you may do now."),
        label=_("My role changed"),
    )
)
kinds.register(
    NotificationKind(
        key="staff.left",
        icon="user-minus",
        subject=_("{name} left the staff of {company}"),
        body=_("What was written stays with the company. The staff page shows who remains."),
        label=_("A colleague left the staff"),
    )
)
kinds.register(
    NotificationKind(
        key="staff.removed",
        icon="user-minus",
        subject=_("You are no longer on the staff of {company}"),
        body=_(
            "A colleague took you off the staff. Your own account stays as it is, and the texts you had not published are "
            "kept: only you read them."
        ),
        label=_("I was taken off a staff"),
    )
)


def _waiting_invitations(member: Member) -> InvitationQuerySet:
    return Invitation.objects.filter(company_id=member.company_id, invited_by=member.user_id).waiting()


def _hand_over_invitations(member: Member, heir: Member) -> None:
    """An invitation counts in the name of who sent it: one the heir could not have sent goes to an owner."""
    owner = Member.objects.active().filter(company_id=member.company_id, role=Role.OWNER).exclude(pk=member.pk).first()
    for invitation in _waiting_invitations(member).select_related("custom_role"):
        sender = heir if can_give_role(heir, invitation.given_role) else owner or heir
        invitation.invited_by_id = sender.user_id
        invitation.save(update_fields=["invited_by"])


ownables.register(
    "invitations",
    Ownable(
        words=lambda count: (
            ngettext("%(count)s invitation that waits", "%(count)s invitations that wait", count) % {"count": count}
        ),
        count=lambda member: _waiting_invitations(member).count(),
        hand_over=_hand_over_invitations,
    ),
)


def other_members(request: HttpRequest) -> list[Member]:
    """The memberships the person does not act for just now."""
    return [member for member in members_of(request) if member != request.member]


shell.facts.register("member", lambda request: request.member)
shell.facts.register("other_members", other_members)


def invited_address(path: str) -> str:
    """The address of the open invitation that a path leads to; empty for any other path."""
    try:
        page = urlsplit(path).path
        with translation.override(translation.get_language_from_path(page)):
            found = resolve(page)
    except (Resolver404, ValueError):
        return ""
    invitation = (
        invitations.find_invitation(found.kwargs["token"]) if found.view_name == "companies:invitation" else None
    )
    return invitation.email if invitation and invitation.is_open else ""


invited_addresses.register("invitation", invited_address)
