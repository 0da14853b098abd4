"""An operator pauses a pack, for a company that cannot use it, and lets it run again without losing a day."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from companies.journal import record
from companies.models import Company
from companies.operators import OPERATOR_NAME, require_operator
from network.accounts.models import User
from premium.actions.years import tell_rights
from premium.choices import SubscriptionState
from premium.exceptions import EndsWithTheGrace, StateForbids, shown_day
from premium.models import CategoryGrace, Subscription
from premium.news import tell, who_pays
from premium.operators import PAUSE
from premium.stripe import calls

PAUSED: Final = "premium.pack_paused"
RESUMED: Final = "premium.pack_resumed"


@transaction.atomic
def pause(*, year: Subscription, operator: User, reason: str) -> Subscription:
    """No right holds and nothing is charged until the pack runs again.

    Raises:
        NotAnOperator, StateForbids, EndsWithTheGrace: nothing was changed.

    """
    require_operator(operator, PAUSE)
    year = _locked(year, SubscriptionState.ACTIVE)
    now = timezone.now()
    Subscription.objects.filter(pk=year.pk).update(state=SubscriptionState.PAUSED, paused_at=now)
    if year.contract:
        calls.ask_pause(year.contract)
    tell_rights(year.company_id, now)
    _write(year, PAUSED, reason)
    year.refresh_from_db()
    return year


@transaction.atomic
def resume(*, year: Subscription, operator: User) -> Subscription:
    """The pack runs again; its end, and the years bought after it, move by the days it was paused.

    Raises:
        NotAnOperator, StateForbids, EndsWithTheGrace: nothing was changed.

    """
    require_operator(operator, PAUSE)
    year = _locked(year, SubscriptionState.PAUSED)
    now = timezone.now()
    assert year.paused_at is not None  # noqa: S101 - set with the state
    days = (timezone.localdate(now) - timezone.localdate(year.paused_at)).days
    later = timedelta(days=days)
    old_end = year.ends_at
    Subscription.objects.filter(pk=year.pk).update(
        state=SubscriptionState.ACTIVE, paused_at=None, ends_at=old_end + later, paused_days=F("paused_days") + days
    )
    following = Subscription.objects.filter(company_id=year.company_id, starts_at__gte=old_end)
    following.exclude(state=SubscriptionState.ENDED).update(
        starts_at=F("starts_at") + later, ends_at=F("ends_at") + later
    )
    if year.contract:
        calls.ask_resume(year.contract, int((old_end + later).timestamp()))
    tell_rights(year.company_id, now, old_end + later)
    year.refresh_from_db()
    _write(year, RESUMED, "")
    return year


def _locked(year: Subscription, state: SubscriptionState) -> Subscription:
    Company.objects.select_for_update().get(pk=year.company_id)
    year = Subscription.objects.select_related("pack", "order", "company", "contract").get(pk=year.pk)
    if year.state != state:
        raise StateForbids(year)
    if grace := CategoryGrace.objects.ending_years_of(year.company):
        raise EndsWithTheGrace(grace.ends_at)
    return year


def _write(year: Subscription, kind: str, reason: str) -> None:
    record(company=year.company, act=kind, system=OPERATOR_NAME, subject=year.pack.name)
    tell(
        who_pays(year.company),
        kind,
        pack=year.pack,
        reason=reason,
        day=lambda: shown_day(year.ends_at),
        url=reverse("premium:subscription"),
        company_id=year.company_id,
    )
