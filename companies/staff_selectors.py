"""What the page of staff shows."""

from dataclasses import dataclass

from companies.models import Invitation, Member
from companies.permissions import can_change_member, may
from companies.roles import GRANTS, CompanyPermission, Role

ROLE_ORDER = {role: position for position, role in enumerate(Role.values)}


@dataclass(frozen=True)
class Colleague:
    """One line of the staff list."""

    member: Member
    is_me: bool
    can_change: bool


@dataclass(frozen=True)
class StaffPage:
    """Staff, waiting invitations and what each role may do."""

    colleagues: list[Colleague]
    invitations: list[Invitation]
    can_manage: bool


@dataclass(frozen=True)
class Power:
    """One line of the power matrix: a permission, and whether each role holds it."""

    permission: CompanyPermission
    held: list[tuple[str, bool]]


def staff_page(acting: Member) -> StaffPage:
    """The staff, owners first; invitations only for who may manage them. Two queries."""
    members = sorted(
        Member.objects.visible_to(acting).select_related("user"),
        key=lambda member: (ROLE_ORDER[member.role], member.user.display_name.casefold()),
    )
    can_manage = may(acting, CompanyPermission.MANAGE_STAFF)
    invitations = Invitation.objects.visible_to(acting).waiting().select_related("invited_by") if can_manage else []
    return StaffPage(
        colleagues=[
            Colleague(member, is_me=member.pk == acting.pk, can_change=can_change_member(acting, member))
            for member in members
        ],
        invitations=list(invitations),
        can_manage=can_manage,
    )


def power_matrix() -> list[Power]:
    """The one table of roles, line by line."""
    return [
        Power(permission, [(role, permission in GRANTS[role]) for role in Role.values])
        for permission in CompanyPermission
    ]
