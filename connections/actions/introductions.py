"""Introductions: ask, open, accept, decline silently, withdraw, expire; the unit follows the fate of the request."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.choices import Category
from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections import signals
from connections.choices import INTRODUCTION_CHARACTERS, INTRODUCTION_DAYS, IntroductionState, Purpose
from connections.exceptions import (
    AlreadyAnswered,
    AlreadyAsked,
    NothingToSellTo,
    NotYours,
    SellingFromFreeCategory,
    TooLong,
)
from connections.models import Introduction
from connections.news import tell
from connections.permissions import require_address, require_claimed
from network.common.outbox import publish
from network.common.signals import announce
from network.notifications.actions import mark_read_at
from premium.actions import quota
from premium.rights import require_right

FEATURE = "introductions"


def why_introduction(company: Company) -> str:
    """The situation in one sentence, for the page that names the pack."""
    return _("You want to ask %(company)s for an introduction.") % {"company": company.name}


@transaction.atomic
def request_introduction(
    *, acting: Member, company: Company, purpose_kind: str, purpose: str, benefit: str
) -> Introduction:
    """Ask `company` to be put in touch; reserves one unit of the asking company's quota.

    Raises:
        SellingFromFreeCategory: a sales request from a company that is not a provider.
        AlreadyAsked: one is waiting; nothing was reserved.
        NeedsPack: no right, or no unit left; names the pack and its price.

    """
    require_address(acting, company)
    require_claimed(company)
    _require_purpose(acting.company, company, purpose_kind)
    too_many = len(purpose) + len(benefit) - INTRODUCTION_CHARACTERS
    if too_many > 0:
        raise TooLong(too_many)
    # Two colleagues asking at once wait for each other here, so that only one unit is reserved.
    Company.objects.select_for_update(no_key=True).get(pk=acting.company_id)
    waiting = Introduction.objects.seen_as_waiting_by(acting.company).filter(asked=company).first()
    if waiting:
        raise AlreadyAsked(waiting)
    for overdue in Introduction.objects.overdue().filter(asking=acting.company, asked=company):
        expire_introduction(overdue.pk)
    why = why_introduction(company)
    is_selling = purpose_kind == Purpose.SELL
    require_right(acting.company, FEATURE, why=why, is_selling=is_selling)

    introduction = Introduction(
        asking=acting.company,
        asked=company,
        author_id=acting.user_id,
        purpose_kind=Purpose(purpose_kind),
        purpose=purpose,
        benefit=benefit,
    )
    quota.reserve(acting.company, FEATURE, introduction.quota_key, why=why, is_selling=is_selling)
    introduction.save(force_insert=True)

    record(company=acting.company, act="introductions.requested", acting=acting, subject=company.name)
    tell(
        company,
        CompanyPermission.CONNECT,
        "introduction_received",
        about=acting.company,
        url=introduction.get_absolute_url(),
        days=INTRODUCTION_DAYS,
    )
    publish("introduction.expire", introduction.pk, run_at=introduction.expires_at)
    announce(signals.introduction_requested, introduction=introduction)
    return introduction


@transaction.atomic
def open_introduction(*, acting: Member, introduction: Introduction) -> Introduction:
    """A member who may answer reads the request for the first time: the unit is spent."""
    require(acting, CompanyPermission.CONNECT)
    introduction = _locked(introduction)
    _require_asked(acting, introduction)
    mark_read_at(user=acting.user, path=introduction.get_absolute_url())
    if introduction.opened_at or not introduction.is_open:
        return introduction

    introduction.opened_at = timezone.now()
    introduction.save(update_fields=["opened_at"])
    quota.commit(introduction.quota_key)
    return introduction


@transaction.atomic
def accept_introduction(*, acting: Member, introduction: Introduction) -> Introduction:
    """Accept; messaging opens the conversation. A colleague's second click changes nothing."""
    require(acting, CompanyPermission.CONNECT)
    introduction = _locked(introduction)
    _require_asked(acting, introduction)
    if introduction.state == IntroductionState.ACCEPTED:
        return introduction
    require_address(acting, introduction.asking)
    _settle(acting, introduction, IntroductionState.ACCEPTED)

    record(company=acting.company, act="introductions.accepted", acting=acting, subject=introduction.asking.name)
    tell(
        introduction.asking,
        CompanyPermission.CONNECT,
        "introduction_accepted",
        about=acting.company,
        url=introduction.get_absolute_url(),
    )
    publish("introduction.accepted", introduction.pk)
    announce(signals.introduction_accepted, introduction=introduction)
    return introduction


@transaction.atomic
def decline_introduction(*, acting: Member, introduction: Introduction, reason: str = "") -> Introduction:
    """Decline, free and silent; the reason is for colleagues only."""
    require(acting, CompanyPermission.CONNECT)
    introduction = _locked(introduction)
    _require_asked(acting, introduction)
    introduction.decline_reason = reason
    _settle(acting, introduction, IntroductionState.DECLINED)

    record(company=acting.company, act="introductions.declined", acting=acting, subject=introduction.asking.name)
    return introduction


@transaction.atomic
def withdraw_introduction(*, acting: Member, introduction: Introduction) -> Introduction:
    """Take one's own request back; the unit returns when nobody had opened it.

    A request that was declined meanwhile is withdrawn too, or the refusal would tell of the decline.
    """
    require(acting, CompanyPermission.CONNECT)
    introduction = _locked(introduction)
    if introduction.asking_id != acting.company_id:
        raise NotYours
    if introduction.state_for(acting.company_id) != IntroductionState.PENDING:
        raise AlreadyAnswered

    introduction.withdrawn_at = timezone.now()
    if introduction.state == IntroductionState.PENDING:
        introduction.state = IntroductionState.WITHDRAWN
    introduction.save(update_fields=["state", "withdrawn_at"])
    if introduction.opened_at is None:
        quota.release(introduction.quota_key, "withdrawn before it was opened")

    record(company=acting.company, act="introductions.withdrawn", acting=acting, subject=introduction.asked.name)
    return introduction


@transaction.atomic
def expire_introduction(introduction_id: int) -> None:
    """Settle a request whose days have passed; the unit returns when nobody had opened it. Safe to run twice."""
    introduction = (
        Introduction.objects.select_for_update(of=("self",))
        .with_companies()
        .overdue()
        .filter(pk=introduction_id)
        .first()
    )
    if introduction is None:
        return
    introduction.state = IntroductionState.EXPIRED
    introduction.save(update_fields=["state"])
    if introduction.opened_at is None:
        quota.release(introduction.quota_key, "never opened")

    record(company=introduction.asking, act="introductions.expired", subject=introduction.asked.name, system="Comptoir")


def _require_purpose(asking: Company, asked: Company, purpose_kind: str) -> None:
    if purpose_kind != Purpose.SELL:
        return
    if not asking.is_provider:
        raise SellingFromFreeCategory(asking.get_category_display())
    if asked.category == Category.UNDETERMINED:
        raise NothingToSellTo(asked.name)


def _locked(introduction: Introduction) -> Introduction:
    return Introduction.objects.select_for_update(of=("self",)).with_companies().get(pk=introduction.pk)


def _require_asked(acting: Member, introduction: Introduction) -> None:
    if introduction.asked_id != acting.company_id:
        raise NotYours


def _settle(acting: Member, introduction: Introduction, state: IntroductionState) -> None:
    """Answer once; an answer counts as opened, so the unit is spent."""
    if not introduction.is_open:
        raise AlreadyAnswered
    now = timezone.now()
    introduction.state, introduction.answered_at, introduction.answered_by_id = state, now, acting.user_id
    introduction.opened_at = introduction.opened_at or now
    introduction.save()
    quota.commit(introduction.quota_key)
