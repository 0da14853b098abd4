"""Propose, confirm, decline and end a link between two companies."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from companies.journal import record
from companies.models import Company, Member
from companies.operators import OPERATOR_NAME, require_operator
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.signals import company_changed
from companies.tree.actions.delegations import end_delegation
from companies.tree.choices import Kind, Side, State
from companies.tree.exceptions import AlreadyLinked, NoLongerOpen, NotYourSide, OwnParent, WasDeclined
from companies.tree.models import Affiliation, TreeLock
from companies.tree.news import tell
from companies.tree.operators import DECIDE_LINKS
from companies.tree.permissions import require_place_in_tree
from network.accounts.models import User
from network.common.signals import announce

PROPOSED: Final = "tree.proposed"
CONFIRMED: Final = "tree.confirmed"
DECLINED: Final = "tree.declined"
ENDED: Final = "tree.ended"
ENDED_BY_OTHER: Final = "tree.ended_by_other"


@transaction.atomic
def propose_link(*, acting: Member, company: Company, kind: str, is_our_parent: bool) -> Affiliation:
    """Propose that `company` is our parent, or else our establishment, shop, brand or subsidiary; our side is confirmed.

    Raises:
        RoleTooSmall, OwnParent, AlreadyLinked, WasDeclined, HasParent, WouldBeCircle, TooDeep: nothing was changed.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    if company.pk == acting.company_id:
        raise OwnParent
    parent, child = (company, acting.company) if is_our_parent else (acting.company, company)
    _lock_tree()
    links = Affiliation.objects.filter(parent__in=(parent, child), child__in=(parent, child))
    if links.standing().exists():
        raise AlreadyLinked(company)
    last = links.order_by("pk").last()
    side = Side.CHILD if is_our_parent else Side.PARENT
    if last and last.state == State.DECLINED and last.closed_by_side != last.side_of(acting.company_id):
        raise WasDeclined(company)
    require_place_in_tree(parent, child, kind)

    link = Affiliation(parent=parent, child=child, kind=Kind(kind), proposed_by=side)
    _confirm_side(link, side, acting.user)
    link.save()
    record(
        company=acting.company,
        act=PROPOSED,
        acting=acting,
        subject=company.name,
        details={"kind": kind, "as": side.value},
    )
    tell(company, "tree.proposed", about=acting.company)
    return link


@transaction.atomic
def confirm_link(*, acting: Member, link: Affiliation) -> Affiliation:
    """Confirm for our side; with both sides the link stands and is shown.

    Raises:
        RoleTooSmall, NotYourSide, NoLongerOpen, HasParent, WouldBeCircle, TooDeep: nothing was changed.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    link = _locked(link)
    side = link.side_of(acting.company_id)
    if not link.waits_for(side):
        raise NotYourSide
    _confirm(link, side, acting.user)
    other = link.other_of(acting.company_id)
    record(company=acting.company, act=CONFIRMED, acting=acting, subject=other.name)
    tell(other, "tree.confirmed", about=acting.company)
    return link


@transaction.atomic
def confirm_for_unclaimed(*, operator: User, link: Affiliation) -> Affiliation:
    """An operator confirms for each side that nobody has claimed yet; a claimed side answers for itself.

    Raises:
        NotAnOperator, NotYourSide, NoLongerOpen, HasParent, WouldBeCircle, TooDeep: nothing was changed.

    """
    require_operator(operator, DECIDE_LINKS)
    link = _locked(link)
    sides = [
        side for side in (Side.PARENT, Side.CHILD) if link.waits_for(side) and not link.company_of(side).is_claimed
    ]
    if not sides:
        raise NotYourSide
    for side in sides:
        _confirm(link, side, operator)
        company = link.company_of(side)
        other = link.other_of(company.pk)
        record(company=company, act=CONFIRMED, system=OPERATOR_NAME, subject=other.name)
        tell(other, "tree.confirmed", about=company)
    return link


@transaction.atomic
def decline_link(*, acting: Member, link: Affiliation) -> None:
    """Decline, or take back what our side proposed; after a decline only our side may propose it again.

    Raises:
        RoleTooSmall, NoLongerOpen: nothing was changed.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    link = _locked(link)
    _close(link, State.DECLINED, link.side_of(acting.company_id))
    other = link.other_of(acting.company_id)
    record(company=acting.company, act=DECLINED, acting=acting, subject=other.name)
    tell(other, "tree.declined", about=acting.company)


@transaction.atomic
def decline_as_operator(*, operator: User, link: Affiliation) -> None:
    """An operator declines what a file says wrongly of two unclaimed companies, or of one.

    Raises:
        NotAnOperator, NotYourSide, NoLongerOpen: nothing was changed.

    """
    require_operator(operator, DECIDE_LINKS)
    link = _locked(link)
    if link.parent.is_claimed and link.child.is_claimed:
        raise NotYourSide
    _close(link, State.DECLINED, Side.IMPORT)
    for company in (link.parent, link.child):
        record(company=company, act=DECLINED, system=OPERATOR_NAME, subject=link.other_of(company.pk).name)


@transaction.atomic
def end_link(*, acting: Member, link: Affiliation) -> None:
    """End a confirmed link, from either side; whoever acted for the child through it no longer does.

    Raises:
        RoleTooSmall, NoLongerOpen: nothing was changed.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    link = _locked(link, state=State.CONFIRMED)
    _close(link, State.ENDED, link.side_of(acting.company_id))
    end_delegation(link)
    other = link.other_of(acting.company_id)
    record(company=acting.company, act=ENDED, acting=acting, subject=other.name)
    record(company=other, act=ENDED_BY_OTHER, system=acting.company.name, subject=acting.company.name)
    tell(other, "tree.ended", about=acting.company)
    _announce(link)


def _lock_tree() -> None:
    TreeLock.objects.select_for_update().get()


def _locked(link: Affiliation, state: State = State.PROPOSED) -> Affiliation:
    """The link as it is now, behind the lock of the tree and its own.

    Raises:
        NoLongerOpen: it is in another state meanwhile.

    """
    _lock_tree()
    found = Affiliation.objects.select_for_update(of=("self",)).select_related("parent", "child").get(pk=link.pk)
    if found.state != state:
        raise NoLongerOpen
    return found


def _confirm(link: Affiliation, side: Side, user: User) -> None:
    require_place_in_tree(link.parent, link.child, link.kind)
    _confirm_side(link, side, user)
    if link.parent_confirmed_at and link.child_confirmed_at:
        link.state = State.CONFIRMED
        _announce(link)
    link.save()


def _confirm_side(link: Affiliation, side: Side, user: Any) -> None:
    if side == Side.PARENT:
        link.parent_confirmed_at, link.parent_confirmed_by = timezone.now(), user
    else:
        link.child_confirmed_at, link.child_confirmed_by = timezone.now(), user


def _close(link: Affiliation, state: State, side: Side) -> None:
    link.state, link.closed_at, link.closed_by_side = state, timezone.now(), side
    link.save(update_fields=["state", "closed_at", "closed_by_side"])


def _announce(link: Affiliation) -> None:
    """Both pages show the link, or no longer do."""
    announce(company_changed, company_ids=[link.parent_id, link.child_id])
