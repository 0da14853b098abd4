"""What the page of staff shows."""

from dataclasses import dataclass

from companies.forms.staff import own_roles
from companies.models import Invitation, Member
from companies.permissions import AnyRole, can_change_member, may, permissions_of
from companies.roles import CompanyPermission, Role

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
class RoleColumn:
    """One column of the power matrix: a built-in role, or one of the company's own."""

    role: AnyRole
    name: str
    is_mine: bool
    ceiling_cents: int | None

    @property
    def permissions(self) -> frozenset[str]:
        return permissions_of(self.role)

    @property
    def can_buy(self) -> bool:
        return CompanyPermission.BUY in self.permissions


@dataclass(frozen=True)
class Power:
    """One line of the power matrix: a permission, and whether each role holds it."""

    permission: CompanyPermission
    held: list[tuple[RoleColumn, bool]]


@dataclass(frozen=True)
class PowerMatrix:
    """What each role may do and spend."""

    columns: list[RoleColumn]
    powers: list[Power]


def staff_page(acting: Member) -> StaffPage:
    """The staff, owners first; invitations only for who may manage them. Two queries."""
    members = sorted(
        Member.objects.visible_to(acting).with_rights().select_related("user", "lent_by"),
        key=lambda member: (ROLE_ORDER.get(member.role, len(ROLE_ORDER)), member.user.display_name.casefold()),
    )
    can_manage = may(acting, CompanyPermission.MANAGE_STAFF)
    invitations = (
        Invitation.objects.visible_to(acting).waiting().select_related("invited_by", "custom_role")
        if can_manage
        else []
    )
    return StaffPage(
        colleagues=[
            Colleague(member, is_me=member.pk == acting.pk, can_change=can_change_member(acting, member))
            for member in members
        ],
        invitations=list(invitations),
        can_manage=can_manage,
    )


def power_matrix(acting: Member) -> PowerMatrix:
    """The one table of roles, line by line, with the company's own roles; one query."""
    columns = [
        RoleColumn(role.value, str(role.label), acting.role == role, acting.company.ceiling_of(role)) for role in Role
    ] + [
        RoleColumn(role, role.name, acting.custom_role == role, role.spending_ceiling_cents)
        for role in own_roles(acting.company)
    ]
    return PowerMatrix(
        columns,
        [
            Power(permission, [(column, permission in column.permissions) for column in columns])
            for permission in CompanyPermission
        ],
    )
