"""May this member do this? Role and state joined, from the one table."""

from companies.exceptions import RoleTooSmall
from companies.models import Member
from companies.roles import GRANTS, CompanyPermission, Role


def may(member: Member | None, permission: str) -> bool:
    """Whether the member's role holds a permission; no query."""
    if not member:  # also what stands for "nobody" on a request
        return False
    return member.ended_at is None and permission in GRANTS[member.role]


def require(member: Member | None, permission: str) -> None:
    """Refuse when the role is too small.

    Raises:
        RoleTooSmall: with the roles that would allow it.
    """
    if not may(member, permission):
        raise RoleTooSmall(permission)


def can_give_role(member: Member, role: str) -> bool:
    """An administrator cannot mint an owner."""
    if role == Role.OWNER:
        return may(member, CompanyPermission.APPOINT_OWNER)
    return may(member, CompanyPermission.MANAGE_STAFF)


def can_change_member(member: Member, other: Member) -> bool:
    """Owners are touched only by owners; never across companies."""
    if member.company_id != other.company_id:
        return False
    if other.role == Role.OWNER:
        return may(member, CompanyPermission.APPOINT_OWNER)
    return may(member, CompanyPermission.MANAGE_STAFF)
