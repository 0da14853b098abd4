"""After a change of category: thirty days in which nothing is lost, then packs end and unused days are given back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.choices import Category
from companies.journal import record
from companies.models import Company
from companies.operators import OPERATOR_NAME
from premium.actions.credits import owe_credit
from premium.actions.renewals import set_renews, withdraw_order
from premium.actions.years import end_year, tell_rights
from premium.choices import GRACE_LASTS, GraceState, SubscriptionState
from premium.credits import credits_of
from premium.differences import between_categories
from premium.grace_words import ended_words, kept_words
from premium.models import CategoryGrace, Order, Subscription
from premium.news import tell, who_pays

BEGAN: Final = "premium.grace_began"
REMINDED: Final = "premium.grace_reminder"
ENDED: Final = "premium.grace_ended"
CANCELLED: Final = "premium.grace_cancelled"
REMINDED_BEFORE: Final = timedelta(days=7)


@transaction.atomic
def follow_category(*, company: Company, former: str) -> CategoryGrace | None:
    """The category of a locked company was `former` until now: begin, move or cancel its grace; None when none runs then.

    - A grace begins when something held is lost: rights of the former category, or a pack of a provider. An imported page
      that nobody has claimed, and a category that was undetermined, held nothing.
    - Back to the first category within the days, or to one in which nothing is lost: cancelled, as if nothing had
      happened. A pack bought in between by who was no provider before ends all the same, with a grace of its own.
    - To a third category: the days, and what is kept in them, stay those of the first change.
    - Who is no provider any more is asked for no money: orders that wait, and years nobody has paid (failing ones too),
      are withdrawn at once. A direct debit under way is awaited: it is credited if it arrives before the grace ends, and
      otherwise goes back whole. A paused pack stays paused.
    """
    now = timezone.now()
    grace = CategoryGrace.objects.open().filter(company=company).first()
    if grace and grace.ends_at <= now:  # the job that closes it has not come by yet
        close_grace(grace=grace)
        grace = None
    if not company.is_provider:
        for order in Order.objects.waiting().filter(company=company):
            withdraw_order(order)
    if grace is None:
        return _begin(company, former, now) if _loses(company, former, now) else None
    if company.category == grace.former_category or not _loses(company, grace.former_category, now):
        _cancel(grace, now)
        return _begin(company, former, now) if _ends_years(company, now) else None
    return _move(grace, now)


@transaction.atomic
def remind_of_grace(*, grace: CategoryGrace) -> bool:
    """Write once, a week before the end; whether it was written now."""
    now = timezone.now()
    due = CategoryGrace.objects.holding(now).filter(pk=grace.pk, reminded_at=None)
    if not due.update(reminded_at=now):
        return False
    _tell(grace, REMINDED, **kept_words(grace))
    return True


@transaction.atomic
def close_grace(*, grace: CategoryGrace) -> bool:
    """The days are over: packs of who is no provider any more end, and the days since the change are given back.

    Safe to run twice and late: whether it was closed now. The money is that of the day of the change, however late it runs.
    """
    company = Company.objects.select_for_update().get(pk=grace.company_id)
    grace = CategoryGrace.objects.get(pk=grace.pk)
    now = timezone.now()
    if grace.state != GraceState.OPEN or now < grace.ends_at:
        return False
    grace.company = company
    if grace.unlisted_at:
        _end_years(grace, grace.unlisted_at)
    grace.state, grace.closed_at = GraceState.ENDED, now
    grace.save(update_fields=["state", "closed_at"])
    tell_rights(company.pk, now)
    record(company=company, act=ENDED, system=OPERATOR_NAME, subject=grace.former_category)
    _tell(grace, ENDED, **ended_words(grace))
    return True


def due_for_reminder() -> list[CategoryGrace]:
    """Graces of which a week or less is left, and nobody was reminded."""
    now = timezone.now()
    ending = CategoryGrace.objects.holding(now).filter(ends_at__lte=now + REMINDED_BEFORE, reminded_at=None)
    return list(ending.select_related("company").order_by("ends_at"))


def due_for_closing() -> list[CategoryGrace]:
    """Graces whose last moment has passed, the oldest first."""
    return list(CategoryGrace.objects.open().filter(ends_at__lte=timezone.now()).order_by("ends_at"))


def _loses(company: Company, former: str, now: datetime) -> bool:
    """Whether the change takes anything away."""
    if former == Category.UNDETERMINED or not company.is_claimed:
        return False
    return _ends_years(company, now) or bool(between_categories(None, former, company.category).losses)


def _ends_years(company: Company, now: datetime) -> bool:
    return not company.is_provider and Subscription.objects.filter(company=company).reaching(now).exists()


def _begin(company: Company, former: str, now: datetime) -> CategoryGrace:
    grace = CategoryGrace.objects.create(
        company=company,
        former_category=former,
        category=company.category,
        begins_at=now,
        ends_at=now + GRACE_LASTS,
    )
    if _ends_years(company, now):
        _unlist(grace, now)
    record(company=company, act=BEGAN, system=OPERATOR_NAME, subject=former)
    return _announced(grace, now)


def _move(grace: CategoryGrace, now: datetime) -> CategoryGrace:
    """Another category within the days; whoever was a provider in between has days of a pack to be credited from now on."""
    grace.category = grace.company.category
    if grace.company.is_provider:
        _list_again(grace)
    elif grace.unlisted_at is None and _ends_years(grace.company, now):
        _unlist(grace, now)
    grace.save(update_fields=["category"])
    return _announced(grace, now)


def _announced(grace: CategoryGrace, now: datetime) -> CategoryGrace:
    tell_rights(grace.company_id, now, grace.ends_at)
    _tell(grace, BEGAN, **kept_words(grace))
    return grace


def _cancel(grace: CategoryGrace, now: datetime) -> None:
    """Nothing is lost: what was to be renewed is renewed again."""
    _list_again(grace)
    grace.category, grace.state, grace.closed_at = grace.company.category, GraceState.CANCELLED, now
    grace.save(update_fields=["category", "state", "closed_at"])
    tell_rights(grace.company_id, now)
    record(company=grace.company, act=CANCELLED, system=OPERATOR_NAME, subject=grace.former_category)
    _tell(grace, CANCELLED)


def _unlist(grace: CategoryGrace, now: datetime) -> None:
    """No provider any more: days count as unused from now on, and no year is followed by another."""
    grace.unlisted_at = now
    grace.save(update_fields=["unlisted_at"])
    renewing = list(Subscription.objects.of(grace.company).reaching(now).filter(renews=True))
    grace.renewing.set(renewing)
    for year in renewing:
        set_renews(year, is_renewed=False)


def _list_again(grace: CategoryGrace) -> None:
    """A provider again: its years run on, and are renewed as before."""
    grace.unlisted_at = None
    grace.save(update_fields=["unlisted_at"])
    for year in grace.renewing.exclude(state=SubscriptionState.ENDED):
        set_renews(year, is_renewed=True)
    grace.renewing.clear()


def _end_years(grace: CategoryGrace, since: datetime) -> None:
    """What is still not paid is withdrawn, what is paid ends and is credited."""
    for order in Order.objects.unsettled().filter(company=grace.company):
        withdraw_order(order)
    due = credits_of(grace.company, since)
    for year in Subscription.objects.of(grace.company).reaching(since):
        end_year(year, grace.ends_at)
    for credit in due:
        owe_credit(grace, credit)


def _tell(grace: CategoryGrace, kind: str, **words: Callable[[], str]) -> None:
    tell(
        who_pays(grace.company),
        kind,
        pack=None,
        company=grace.company.name,
        category=grace.get_category_display,
        former=grace.get_former_category_display,
        **words,
        url=reverse("premium:subscription"),
        company_id=grace.company_id,
    )
