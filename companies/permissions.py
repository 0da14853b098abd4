"""May this member do this? Role and state joined, from the one table."""

from companies.exceptions import RoleTooSmall
from companies.models import CustomRole, Member
from companies.operators_at_work import CLOSED, at_work
from companies.roles import GRANTS, CompanyPermission

AnyRole = str | CustomRole
"""A built-in role by its key, or one the company made for itself."""


def may(member: Member | None, permission: str) -> bool:
    """Whether the member's role holds a permission, and no operator in his place lacks it; no query."""
    if not member:  # also what stands for "nobody" on a request
        return False
    if permission in CLOSED and at_work.get() is not None:
        return False
    return member.ended_at is None and permission in member.permissions


def require(member: Member | None, permission: str) -> None:
    """Refuse when the role is too small.

    Raises:
        RoleTooSmall: with the roles that would allow it.
    """
    if not may(member, permission):
        roles = CustomRole.objects.allowing(permission).filter(company_id=member.company_id) if member else []
        raise RoleTooSmall(permission, own_roles=[role.name for role in roles])


def permissions_of(role: AnyRole) -> frozenset[str]:
    """What a role allows, whoever has it."""
    return role.held if isinstance(role, CustomRole) else GRANTS[role]


def can_give_role(member: Member, role: AnyRole) -> bool:
    """Nobody gives more than he holds himself: an administrator cannot mint an owner, nor lift his own ceiling."""
    if isinstance(role, CustomRole) and role.company_id != member.company_id:
        return False
    if not may(member, CompanyPermission.MANAGE_STAFF) or not permissions_of(role) <= member.permissions:
        return False
    if CompanyPermission.BUY not in permissions_of(role):
        return True
    ceiling = role.spending_ceiling_cents if isinstance(role, CustomRole) else member.company.ceiling_of(role)
    return within_own_ceiling(member, ceiling)


def within_own_ceiling(member: Member, ceiling_cents: int | None) -> bool:
    """Whether a ceiling (None: none at all) allows no more than the member may spend himself."""
    own = member.spending_ceiling_cents
    return own is None or (ceiling_cents is not None and ceiling_cents <= own)


def can_change_member(member: Member, other: Member) -> bool:
    """Whoever may do more is out of reach: owners are touched only by owners. Never across companies."""
    if member.company_id != other.company_id:
        return False
    return may(member, CompanyPermission.MANAGE_STAFF) and other.permissions <= member.permissions
