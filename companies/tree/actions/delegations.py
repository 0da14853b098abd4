"""Staff of the parent act for the child: the child's owner allows it, the parent's owner names the persons.

Each person gets a real membership of the child, marked with the company that lends it, so that every rule about
rights holds for it unchanged. Locks are taken downwards (link, parent's staff, child's staff): two never wait for each other.
"""

from collections.abc import Sequence
from typing import Final

from django.db import OperationalError, transaction
from django.utils import timezone

from companies.actions.staff import add_member, lock_staff, recall_member
from companies.journal import record
from companies.models import Member
from companies.permissions import permissions_of, require
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from companies.tree.choices import LENDABLE_ROLES, Side, State
from companies.tree.exceptions import LinkIsBusy, NoLongerOpen, NotLent, NotOurStaff, NotYourSide, RoleTooLarge
from companies.tree.models import Affiliation, Delegation, Loan
from companies.tree.news import tell

GRANTED: Final = "tree.granted"
REVOKED: Final = "tree.revoked"
LENT: Final = "tree.lent"
RECALLED: Final = "tree.recalled"


@asks
@transaction.atomic
def grant_to_parent(
    *, acting: Member, link: Affiliation, roles: Sequence[str], approval: int | None = None
) -> Delegation | None:
    """Let staff of the parent act for us in these roles; none takes the grant back. A role no longer allowed ends at once.

    Raises:
        RoleTooSmall, NotYourSide, NoLongerOpen: nothing was changed.
        NeedsSecondPerson: our company wants one for roles; taking roles back needs none.

    """
    require(acting, CompanyPermission.APPOINT_OWNER)
    link = _confirmed(link, can_wait=approval is None)
    if link.side_of(acting.company_id) != Side.CHILD:
        raise NotYourSide
    allowed = [role.value for role in LENDABLE_ROLES if role in set(roles)]
    delegation = open_delegation(link)
    if set(allowed) - set(delegation.roles if delegation else []):
        payload = {"link": link.pk, "roles": allowed}
        pass_gate(acting, Act(GRANTED, str(link.pk), link.parent.name, payload), approval)
    if not allowed:
        if delegation:
            end_delegation(link)
            record(company=link.child, act=REVOKED, acting=acting, subject=link.parent.name)
            tell(link.parent, "tree.revoked", about=link.child, permission=CompanyPermission.APPOINT_OWNER)
        return None
    delegation = delegation or Delegation(affiliation=link)
    delegation.roles, delegation.granted_by, delegation.granted_at = allowed, acting.user, timezone.now()
    delegation.save()
    for loan in _running(delegation):
        if loan.member.role not in allowed:
            recall_member(member=loan.member)
    record(company=link.child, act=GRANTED, acting=acting, subject=link.parent.name, details={"roles": allowed})
    tell(link.parent, "tree.granted", about=link.child, permission=CompanyPermission.APPOINT_OWNER)
    return delegation


@transaction.atomic
def lend_colleague(*, acting: Member, link: Affiliation, colleague: Member, role: str) -> Loan:
    """Name one of our staff who acts for the child from now on.

    Raises:
        RoleTooSmall, NotYourSide, NoLongerOpen: the acting member may not, or the link does not stand.
        NotLent, RoleTooLarge, NotOurStaff, AlreadyMember: the role or the person does not fit.

    """
    require(acting, CompanyPermission.APPOINT_OWNER)
    link = _confirmed(link)
    if link.side_of(acting.company_id) != Side.PARENT:
        raise NotYourSide
    lock_staff(acting.company_id)
    colleague = (
        Member.objects.active().with_rights().select_related("user").get(pk=colleague.pk, company_id=acting.company_id)
    )
    delegation = open_delegation(link)
    if delegation is None or role not in delegation.roles:
        raise NotLent(link.child)
    if colleague.lent_by_id is not None:
        raise NotOurStaff
    if not fits(role, colleague):
        raise RoleTooLarge(colleague.user.display_name)
    member = add_member(company=link.child, user=colleague.user, role=role, lent_by=link.parent)
    loan = Loan.objects.create(delegation=delegation, lender=colleague, member=member)
    record(
        company=link.parent,
        act=LENT,
        acting=acting,
        subject=f"{colleague.user.display_name} → {link.child.name}",
        details={"role": role},
    )
    return loan


@transaction.atomic
def recall_colleague(*, acting: Member, loan: Loan) -> None:
    """Call a colleague back: from this moment he no longer acts for the child.

    Raises:
        RoleTooSmall, NotYourSide, NoLongerOpen: nothing was changed.

    """
    require(acting, CompanyPermission.APPOINT_OWNER)
    link = _confirmed(loan.delegation.affiliation)
    if link.side_of(acting.company_id) != Side.PARENT:
        raise NotYourSide
    if not recall_member(member=loan.member):
        raise NoLongerOpen
    subject = f"{loan.member.user.display_name} → {link.child.name}"
    record(company=link.parent, act=RECALLED, acting=acting, subject=subject)


def end_delegation(link: Affiliation) -> None:
    """The grant is over: whoever acted through it leaves the child's staff. Call it with the link locked."""
    delegation = open_delegation(link)
    if delegation is None:
        return
    delegation.revoked_at = timezone.now()
    delegation.save(update_fields=["revoked_at"])
    for loan in _running(delegation):
        recall_member(member=loan.member)


def end_loans_of(lender: Member) -> None:
    """Whoever left the parent, or holds less there than he was lent with, no longer acts for its children."""
    for loan in Loan.objects.filter(lender=lender, member__ended_at=None).select_related("member").order_by("pk"):
        if lender.ended_at is not None or not fits(loan.member.role, lender):
            recall_member(member=loan.member)


def open_delegation(link: Affiliation) -> Delegation | None:
    return Delegation.objects.filter(affiliation=link, revoked_at=None).first()


def fits(role: str, colleague: Member) -> bool:
    """Nobody holds more rights for a child than at home."""
    return permissions_of(role) <= colleague.permissions


def _running(delegation: Delegation) -> list[Loan]:
    return list(delegation.loans.filter(member__ended_at=None).select_related("member").order_by("pk"))


def _confirmed(link: Affiliation, *, can_wait: bool = True) -> Affiliation:
    """The link as it is now, locked.

    An approval holds the lock of its staff already: it does not wait for whoever holds the link and may wait for that staff.
    """
    rows = Affiliation.objects.select_for_update(of=("self",), nowait=not can_wait).select_related("parent", "child")
    try:
        found = rows.get(pk=link.pk)
    except OperationalError as error:
        if can_wait:
            raise
        raise LinkIsBusy from error
    if found.state != State.CONFIRMED:
        raise NoLongerOpen
    return found
