"""Making the report sixty days before the end of a year, once."""

from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.choices import Category
from network.common.signs import money
from premium.benefits.models import HonestyReport
from premium.benefits.selectors import REPORT_BEFORE, brought_by, smaller_than, used_rights
from premium.exceptions import shown_day
from premium.models import Subscription
from premium.news import tell, who_pays

REPORTED: Final = "benefits.reported"
REPORTED_SMALLER: Final = "benefits.reported_smaller"


def report_what_is_due(limit: int = 200) -> int:
    """Report on every year that ends within sixty days and was not reported on; return how many.

    Who is no provider any more has no pack to choose: its years end with their grace.
    """
    now = timezone.now()
    due = Subscription.objects.current(now).filter(
        company__category=Category.PROVIDER, ends_at__lte=now + REPORT_BEFORE, honesty_report=None
    )
    return sum(
        report_on(year) is not None for year in due.select_related("company", "pack").order_by("ends_at")[:limit]
    )


@transaction.atomic
def report_on(year: Subscription) -> HonestyReport | None:
    """Keep what was used and brought, and tell who pays; None when another worker was faster."""
    Subscription.objects.select_for_update(of=("self",)).get(pk=year.pk)
    if HonestyReport.objects.filter(subscription=year).exists():
        return None
    used = used_rights(year)
    smaller = smaller_than(year, used)
    report = HonestyReport.objects.create(
        subscription=year,
        used=[{"feature": right.feature.key, "most": right.most, "limit": right.limit} for right in used],
        brought={str(fact.label): fact.count for fact in brought_by(year)},
        smaller_pack=smaller.pack if smaller else None,
        saved_cents=smaller.saved_cents if smaller else 0,
        made_at=timezone.now(),
    )
    words = (
        {"smaller": lambda: smaller.pack.name, "saved": lambda: money(smaller.saved_cents, smaller.pack.currency)}
        if smaller
        else {}
    )
    tell(
        who_pays(year.company),
        REPORTED_SMALLER if smaller else REPORTED,
        pack=year.pack,
        day=lambda: shown_day(year.ends_at),
        url=reverse("benefits:page"),
        company_id=year.company_id,
        **words,
    )
    return report
