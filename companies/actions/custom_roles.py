"""Roles a company makes for itself, and what each role may spend: whoever has a role follows at once."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import translation

from companies import journal
from companies.actions.staff import lock_staff, project_permissions, require_may_give
from companies.exceptions import (
    BeyondOwnRights,
    NotAllowedToChange,
    RoleIsHeld,
    RoleNameTaken,
    RoleWithoutPermission,
    TooManyRoles,
)
from companies.models import Company, CustomRole, Invitation, Member
from companies.permissions import AnyRole, require, within_own_ceiling
from companies.role_keys import role_key
from companies.roles import CompanyPermission, Role
from companies.second_person import Act, asks, pass_gate
from companies.signals import role_changed
from network.common.signals import announce

CREATED = "staff.role_created"
DEFINED = "staff.role_defined"
DELETED = "staff.role_deleted"
CEILINGS_SET = "staff.ceilings_set"
MOST_ROLES = 12
"""Beyond, the table of rights no longer fits a screen."""
PERMISSIONS = [permission for permission in CompanyPermission if permission != CompanyPermission.APPOINT_OWNER]
"""What a role may be built from: owners are named by owners only."""
ROLES_WITH_CEILING = [role for role in Role if role != Role.OWNER]


@transaction.atomic
def create_role(
    *, acting: Member, name: str, permissions: Collection[str], ceiling_cents: int | None = None
) -> CustomRole:
    """Make a role out of permissions the acting member holds; `ceiling_cents` of one order before VAT, None without.

    Raises:
        RoleTooSmall, BeyondOwnRights: the acting member may not give such a role.
        RoleNameTaken, RoleWithoutPermission, TooManyRoles: nothing was made.

    """
    acting = _locked(acting)
    if CustomRole.objects.visible_to(acting).count() >= MOST_ROLES:
        raise TooManyRoles(MOST_ROLES)
    role = CustomRole(company=acting.company)
    _define(acting, role, name, permissions, ceiling_cents)
    _record(acting, CREATED, role.name)
    return role


@asks
@transaction.atomic
def change_custom_role(
    *,
    acting: Member,
    role: CustomRole,
    name: str,
    permissions: Collection[str],
    ceiling_cents: int | None = None,
    approval: int | None = None,
) -> CustomRole:
    """Give a role another name, other permissions or another ceiling; its holders have them from this moment.

    Raises:
        RoleTooSmall, BeyondOwnRights: the acting member may not give the role as it was, or as it would be.
        RoleNameTaken, RoleWithoutPermission: nothing was changed.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    acting = _locked(acting)
    role = CustomRole.objects.visible_to(acting).get(pk=role.pk)
    require_may_give(acting, role)
    former = role.name
    _define(acting, role, name, permissions, ceiling_cents)
    # Undone with the transaction when a colleague has to approve first.
    wanted = {"name": role.name, "permissions": sorted(role.held), "ceiling_cents": role.spending_ceiling_cents}
    pass_gate(acting, Act(DEFINED, str(role.pk), former, {"role": role.pk, **wanted}), approval)
    for holder in _holders(role):
        project_permissions(holder)
        announce(role_changed, member=holder, former_role=former, acting=acting)
    _record(acting, DEFINED, role.name)
    return role


@asks
@transaction.atomic
def delete_role(
    *, acting: Member, role: CustomRole, replacement: AnyRole | None = None, approval: int | None = None
) -> None:
    """Delete a role; colleagues and invited people who have it get the replacement.

    Raises:
        RoleTooSmall, BeyondOwnRights: the acting member may not give the role, or the replacement.
        RoleIsHeld: somebody has it, and no replacement is named.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    acting = _locked(acting)
    role = CustomRole.objects.visible_to(acting).get(pk=role.pk)
    require_may_give(acting, role)
    holders, invitations = _holders(role), Invitation.objects.filter(custom_role=role)
    if replacement is not None:
        require_may_give(acting, replacement)
    if (holders or invitations.waiting().exists()) and replacement in {None, role}:
        raise RoleIsHeld(role.name)
    payload = {"role": role.pk, "replacement": role_key(replacement) if replacement else ""}
    pass_gate(acting, Act(DELETED, str(role.pk), role.name, payload), approval)
    for holder in [*holders, *Member.objects.filter(custom_role=role, ended_at__isnull=False), *invitations]:
        holder.given_role = replacement or Role.ANALYST  # those who left keep a role that counts for nothing
        holder.save(update_fields=["role", "custom_role"])
    for holder in holders:
        project_permissions(holder)
        announce(role_changed, member=holder, former_role=role.name, acting=acting)
    role.delete()
    _record(acting, DELETED, role.name)


@asks
@transaction.atomic
def set_ceilings(*, acting: Member, ceilings: Mapping[str, int | None], approval: int | None = None) -> None:
    """What one order of each built-in role may cost, in euro cents before VAT; None or absent: no ceiling.

    Raises:
        RoleTooSmall: the acting member may not change roles.
        BeyondOwnRights: a ceiling would be above the acting member's own.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    acting = _locked(acting)
    require(acting, CompanyPermission.MANAGE_STAFF)
    company = acting.company
    wanted = {str(role): ceilings.get(role) for role in ROLES_WITH_CEILING}
    changed = {role: cents for role, cents in wanted.items() if cents != company.ceiling_of(role)}
    if not changed:
        return
    if not all(within_own_ceiling(acting, cents) for cents in changed.values()):
        raise BeyondOwnRights
    pass_gate(acting, Act(CEILINGS_SET, "", "", {"ceilings": wanted}), approval)
    company.spending_ceilings = {role: cents for role, cents in wanted.items() if cents is not None}
    company.save(update_fields=["spending_ceilings"])
    _record(acting, CEILINGS_SET, "", {"ceilings": changed})


def _locked(acting: Member) -> Member:
    """The acting member as he is now, behind the lock of his staff.

    Raises:
        NotAllowedToChange: he left meanwhile.

    """
    lock_staff(acting.company_id)
    found = Member.objects.active().with_rights().select_related("user").filter(pk=acting.pk).first()
    if found is None:
        raise NotAllowedToChange
    return found


def _define(
    acting: Member, role: CustomRole, name: str, permissions: Collection[str], ceiling_cents: int | None
) -> None:
    name = " ".join(name.split())
    _refuse_name(role, name)
    allowed = frozenset(permissions) & frozenset(PERMISSIONS)
    if not allowed:
        raise RoleWithoutPermission
    role.name, role.permissions = name, dict.fromkeys(sorted(allowed), True)
    role.spending_ceiling_cents = ceiling_cents if CompanyPermission.BUY in allowed else None
    require_may_give(acting, role)
    role.save()


def _refuse_name(role: CustomRole, name: str) -> None:
    """A role called "Owner", in any language, would be taken for the built-in one."""
    taken = {str(key) for key in Role.values}
    for language in ("en", "fr"):
        with translation.override(language):
            taken |= {str(label).casefold() for label in Role.labels}
    others = CustomRole.objects.filter(company=role.company).exclude(pk=role.pk)
    if name.casefold() in taken or any(other.name.casefold() == name.casefold() for other in others):
        raise RoleNameTaken(name)


def _holders(role: CustomRole) -> list[Member]:
    return list(Member.objects.active().filter(custom_role=role).with_rights().select_related("user"))


def _record(acting: Member, act: str, subject: str, details: dict | None = None) -> None:
    company: Company = acting.company
    journal.record(company=company, act=act, acting=acting, subject=subject, details=details)
