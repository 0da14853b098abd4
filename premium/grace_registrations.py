"""What premium registers in `ready()` about changes of category: the letters, and what the pages of the category show."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.models import CategoryChange, Company
from companies.registrations import category_label
from network.common import page_slots
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.actions import graces
from premium.actions.credits import SENT as CREDIT_SENT
from premium.consequences import consequences_of, shown_grace
from premium.models import CategoryGrace

for act, wording in (
    (graces.BEGAN, _("lets the company keep for 30 days what it had as “{subject}”")),
    (graces.ENDED, _("ended what the company had as “{subject}”")),
    (graces.CANCELLED, _("undid the change: the company is “{subject}” again")),
):
    journal.acts.register(act, wording)
    journal.subject_labels.register(act, category_label)
journal.acts.register(CREDIT_SENT, _("sent back the credit of order {subject}"))

for kind in (
    NotificationKind(
        graces.BEGAN,
        "calendar-clock",
        _("{company} is in the category “{category}” now: what you had stays until {day}"),
        "{kept} {then}",
        label=_("What a change of our category means"),
    ),
    NotificationKind(
        graces.REMINDED,
        "calendar-clock",
        _("One week more: what {company} had as “{former}” ends on {day}"),
        "{kept} {then}",
        label=_("A reminder a week before that ends"),
    ),
    NotificationKind(
        graces.ENDED,
        "calendar-check",
        _("What {company} had as “{former}” has ended"),
        "{ended} {back}",
        label=_("What we had in our former category has ended"),
    ),
    NotificationKind(
        graces.CANCELLED,
        "undo-2",
        _("{company} is in the category “{category}” now: nothing ends"),
        _("Everything is as it was before the change; a pack runs on and renews as you had chosen."),
        label=_("A change of our category is undone"),
    ),
):
    kinds.register(kind)


def consequences(request: HttpRequest, change: CategoryChange) -> dict[str, Any]:
    """What a change would mean, before it is asked for and before it is decided."""
    return {"consequences": consequences_of(change.company, change.category)}


def running_grace(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    shown = shown_grace(CategoryGrace.objects.holding(timezone.now()).filter(company=company).first(), company)
    return {"shown": shown} if shown else None


page_slots.register("category.notice", 10, "premium/grace_notice.html", running_grace)
page_slots.register("category.consequences", 10, "premium/consequences.html", consequences)
page_slots.register("category_office.consequences", 10, "premium/office/consequences.html", consequences)
