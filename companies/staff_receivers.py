"""When the staff of a company changed, those concerned are told."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from companies import journal
from companies.actions import staff
from companies.middleware import SESSION_KEY, members_of
from companies.models import Invitation, Member
from companies.operators import OPERATOR_NAME
from companies.roles import Role
from companies.signals import invitation_accepted, member_left, role_changed
from network.accounts.models import User
from network.accounts.signals import second_factor_removed
from network.common.signals import witness
from network.notifications.actions import notify
from network.notifications.models import Notification
from network.notifications.signals import notification_opened


@receiver(invitation_accepted)
def tell_inviter_and_owners(invitation: Invitation, member: Member, **_: Any) -> None:
    """Whoever invited and the owners learn that the colleague has come."""
    readers = {owner.pk: owner for owner in _owners(member.company_id)}
    inviter = (
        Member.objects.active().select_related("user").filter(company=member.company, user_id=invitation.invited_by_id)
    )
    readers |= {colleague.user_id: colleague.user for colleague in inviter}
    readers.pop(member.user_id, None)
    notify(
        readers.values(),
        "staff.joined",
        arguments={"name": member.user.display_name, "company": member.company.name},
        url=reverse("companies:staff"),
        company_id=member.company_id,
    )


@receiver(role_changed)
def tell_member(member: Member, acting: Member, **_: Any) -> None:
    """Whoever has another role learns it."""
    if acting.user_id == member.user_id:
        return
    notify(
        [member.user],
        "staff.role_changed",
        arguments={"name": acting.user.display_name, "company": member.company.name},
        url=reverse("companies:staff"),
        company_id=member.company_id,
    )


@receiver(member_left)
def tell_who_stays(member: Member, removed_by: Member | None, **_: Any) -> None:
    """Owners learn who left; whoever was removed learns it too."""
    arguments = {"name": member.user.display_name, "company": member.company.name}
    if removed_by is None:
        owners = [owner for owner in _owners(member.company_id) if owner.pk != member.user_id]
        notify(owners, "staff.left", arguments=arguments, url=reverse("companies:staff"), company_id=member.company_id)
    elif removed_by.user_id != member.user_id:
        notify([member.user], "staff.removed", arguments=arguments, url=reverse("staffing:own_texts"))


@receiver(notification_opened)
def act_for_its_company(request: HttpRequest, notification: Notification, **_: Any) -> None:
    """News about another of one's companies is read in that company's name, else its page would be foreign."""
    if any(member.company_id == notification.company_id for member in members_of(request)):
        request.session[SESSION_KEY] = notification.company_id


@witness(second_factor_removed)
def write_in_journals(user: User, **_: Any) -> None:
    """An operator opened a door to the company: each company of the person can read it."""
    for member in Member.objects.of_user(user):
        journal.record(
            company=member.company,
            act=staff.SECOND_FACTOR_REMOVED,
            system=OPERATOR_NAME,
            subject=user.display_name,
        )


def _owners(company_id: int) -> list[User]:
    owners = Member.objects.active().select_related("user").filter(company_id=company_id, role=Role.OWNER)
    return [owner.user for owner in owners]
