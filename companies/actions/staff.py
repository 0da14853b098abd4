"""Staff: who joins, leaves and changes role; the only writer of memberships and of guardian's rows."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from companies import journal
from companies.exceptions import AlreadyMember, BeyondOwnRights, HeirHasLeft, IsLent, LastOwner, NotAllowedToChange
from companies.models import Company, CompanyUserPermission, Member
from companies.operators import OPERATOR_NAME
from companies.ownership import hand_over
from companies.permissions import AnyRole, can_change_member, can_give_role, require
from companies.role_keys import role_key
from companies.roles import CompanyPermission, Role
from companies.second_person import Act, asks, pass_gate
from companies.signals import member_joined, member_left, role_changed
from network.accounts.models import User
from network.common.signals import announce

JOINED = "staff.joined"
ADDED = "staff.added"
ROLE_CHANGED = "staff.role_changed"
REMOVED = "staff.removed"
LEFT = "staff.left"
RECALLED = "staff.recalled"
SECOND_FACTOR_REMOVED = "staff.second_factor_removed"
HANDED_OVER = "staff.handed_over"


@transaction.atomic
def add_member(
    *, company: Company, user: User, role: AnyRole, acting: Member | None = None, lent_by: Company | None = None
) -> Member:
    """Make a person member of a company: at founding, after a claim, by invitation, or lent by another company.

    Raises:
        AlreadyMember: the person is on the staff already.

    """
    lock_staff(company.pk)
    if Member.objects.active().filter(company=company, user=user).exists():
        raise AlreadyMember(user.display_name)
    member = Member(company=company, user=user, lent_by=lent_by)
    member.given_role = role
    member.save()
    project_permissions(member)
    journal.record(
        company=company,
        act=ADDED if acting else JOINED,
        acting=acting or member,
        subject=user.display_name,
        details={"role": member.role_key},
    )
    announce(member_joined, member=member)
    return member


@asks
@transaction.atomic
def change_role(*, acting: Member, member: Member, role: AnyRole, approval: int | None = None) -> Member:
    """Give a colleague another role.

    Raises:
        RoleTooSmall: the acting role may not change roles.
        NotAllowedToChange, BeyondOwnRights: the colleague, or the role, may do more than the acting member.
        IsLent: another company lends the colleague, in the role it was allowed.
        LastOwner: nobody would be left to name owners.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    acting, member = _locked(acting, member)
    require(acting, CompanyPermission.MANAGE_STAFF)
    if member.lent_by is not None:
        raise IsLent(member.lent_by.name)
    require_within_reach(acting, member)
    require_may_give(acting, role)
    if role == member.given_role:
        return member
    keep_an_owner(member)
    payload = {"former_role": role_key(member.given_role), "role": role_key(role)}
    pass_gate(acting, about(ROLE_CHANGED, member, **payload), approval)
    former = member.role_key
    member.given_role = role
    member.save(update_fields=["role", "custom_role"])
    project_permissions(member)
    journal.record(
        company=member.company,
        act=ROLE_CHANGED,
        acting=acting,
        subject=member.user.display_name,
        details={"former_role": former, "role": member.role_key},
    )
    announce(role_changed, member=member, former_role=former, acting=acting)
    return member


@transaction.atomic
def appoint_owner(*, company: Company, user: User) -> Member:
    """Make a person owner by decision of the operators, on the staff already or not; everybody else stays as he is."""
    lock_staff(company.pk)
    member = Member.objects.active().select_related("user", "company").filter(company=company, user=user).first()
    if member is None:
        return add_member(company=company, user=user, role=Role.OWNER)
    former, member.given_role = member.role_key, Role.OWNER
    member.save(update_fields=["role", "custom_role"])
    project_permissions(member)
    journal.record(
        company=company,
        act=ROLE_CHANGED,
        system=OPERATOR_NAME,
        subject=user.display_name,
        details={"former_role": former, "role": Role.OWNER},
    )
    announce(role_changed, member=member, former_role=former, acting=member)
    return member


@asks
@transaction.atomic
def remove_member(*, acting: Member, member: Member, heir: Member | None = None, approval: int | None = None) -> None:
    """Take a colleague off the staff; what he wrote stays the company's, what he looked after goes to the heir.

    Without an heir it goes to the acting member, or to an owner when he removes himself.

    Raises:
        RoleTooSmall: the acting role may not remove anybody.
        NotAllowedToChange, BeyondOwnRights: the colleague may do more than the acting member.
        LastOwner: the acting member is the last owner himself.
        HeirHasLeft: whoever was to look after his things is not a colleague, or no longer.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    acting, member = _locked(acting, member)
    require(acting, CompanyPermission.MANAGE_STAFF)
    require_within_reach(acting, member)
    keep_an_owner(member)
    heir = _heir(acting, member, heir)
    payload = {"role": role_key(member.given_role), "heir": str(heir.pk) if heir else ""}
    pass_gate(acting, about(REMOVED, member, **payload), approval)
    _hand_over(acting, member, heir)
    _end(member)
    journal.record(
        company=member.company,
        act=REMOVED,
        acting=acting,
        subject=member.user.display_name,
        details={"role": member.role_key},
    )
    announce(member_left, member=member, removed_by=acting)


@transaction.atomic
def leave(*, acting: Member, heir: Member | None = None) -> None:
    """Leave the company oneself; what one looked after goes to the heir, or to an owner.

    Raises:
        LastOwner: nobody would be left to name owners.
        HeirHasLeft: whoever was to look after it is not a colleague, or no longer.

    """
    acting, _same = _locked(acting, acting)
    keep_an_owner(acting)
    _hand_over(acting, acting, _heir(acting, acting, heir))
    _end(acting)
    journal.record(
        company=acting.company,
        act=LEFT,
        acting=acting,
        subject=acting.user.display_name,
        details={"role": acting.role_key},
    )
    announce(member_left, member=acting, removed_by=None)


def require_may_give(acting: Member, role: AnyRole) -> None:
    """Refuse to give a role that may do, or spend, more than one's own.

    Raises:
        RoleTooSmall, NotAllowedToChange, BeyondOwnRights: by what is missing.

    """
    require(acting, CompanyPermission.MANAGE_STAFF)
    if not can_give_role(acting, role):
        raise NotAllowedToChange if role == Role.OWNER else BeyondOwnRights


def require_within_reach(acting: Member, member: Member) -> None:
    """Refuse to change or remove somebody who may do more than oneself.

    Raises:
        NotAllowedToChange, BeyondOwnRights: an owner; another role.

    """
    if not can_change_member(acting, member):
        is_owner = member.role == Role.OWNER or member.company_id != acting.company_id
        raise NotAllowedToChange if is_owner else BeyondOwnRights


def about(act: str, member: Member, **payload: str) -> Act:
    """An act on a colleague, as a second person is asked for it."""
    return Act(act, subject=str(member.pk), name=member.user.display_name, payload={"member": member.pk, **payload})


@transaction.atomic
def recall_member(*, member: Member) -> bool:
    """End the membership of a colleague whom another company lent; False when it had ended before."""
    lock_staff(member.company_id)
    lent = Member.objects.active().select_related("company", "user", "lent_by").filter(pk=member.pk).first()
    if lent is None or lent.lent_by is None:
        return False
    keep_an_owner(lent)
    _end(lent)
    journal.record(
        company=lent.company,
        act=RECALLED,
        system=lent.lent_by.name,
        subject=lent.user.display_name,
        details={"role": lent.role_key},
    )
    announce(member_left, member=lent, removed_by=None)
    return True


def lock_staff(company_id: int) -> None:
    """One change of staff at a time in a company: two owners who leave at once would leave nobody."""
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=company_id)


def _locked(acting: Member, member: Member) -> tuple[Member, Member]:
    """Both as they are now, behind the lock: a role read before it may be gone.

    Raises:
        NotAllowedToChange: one of them left meanwhile.

    """
    lock_staff(acting.company_id)
    found = Member.objects.active().with_rights().select_related("user").in_bulk({acting.pk, member.pk})
    if acting.pk not in found or member.pk not in found:
        raise NotAllowedToChange
    return found[acting.pk], found[member.pk]


def keep_an_owner(member: Member) -> None:
    if member.role != Role.OWNER:
        return
    if not Member.objects.active().filter(company_id=member.company_id, role=Role.OWNER).exclude(pk=member.pk).exists():
        raise LastOwner


def _heir(acting: Member, member: Member, heir: Member | None) -> Member | None:
    """Who looks after the member's things from now on, as he is now; nobody when there is no owner to do it.

    Raises:
        HeirHasLeft: the one who was chosen is no colleague.

    """
    colleagues = Member.objects.active().filter(company_id=member.company_id).exclude(pk=member.pk)
    colleagues = colleagues.with_rights().select_related("user")
    if heir is None:
        owner = colleagues.filter(role=Role.OWNER).order_by("pk").first()
        return owner if acting.pk == member.pk else acting
    found = colleagues.filter(pk=heir.pk).first()
    if found is None:
        raise HeirHasLeft
    return found


def _hand_over(acting: Member, member: Member, heir: Member | None) -> None:
    if heir is None:
        return
    if counts := hand_over(member, heir):
        journal.record(
            company=member.company,
            act=HANDED_OVER,
            acting=acting,
            subject=f"{member.user.display_name} → {heir.user.display_name}",
            details={"counts": counts},
        )


def _end(member: Member) -> None:
    member.ended_at = timezone.now()
    member.save(update_fields=["ended_at"])
    project_permissions(member)


def project_permissions(member: Member) -> None:
    """Make guardian's rows equal to the role for this person and company; nobody else writes them."""
    granted = member.permissions if member.ended_at is None else frozenset()
    rows = CompanyUserPermission.objects.filter(user_id=member.user_id, content_object_id=member.company_id)
    rows.exclude(permission__codename__in=granted).delete()
    present = set(rows.values_list("permission__codename", flat=True))
    missing = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Company), codename__in=granted - present
    )
    CompanyUserPermission.objects.bulk_create(
        CompanyUserPermission(permission=permission, user_id=member.user_id, content_object_id=member.company_id)
        for permission in missing
    )
