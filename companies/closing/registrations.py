"""What closing gives to the apps below: acts of the journal, news, an act for a second person, its tab."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.closing import actions
from companies.gated_acts import IDENTITY, changed
from companies.models import Company
from companies.second_person import Difference, GatedAct, Payload, gated_acts
from companies.tabs import Tab, tabs
from network.common import page_slots
from network.notifications.kinds import NotificationKind, register

for act, wording in (
    (actions.ASKED, _("asked to close the company")),
    (actions.CALLED_OFF, _("called the closing of the company off")),
    (actions.DONE, _("closed the company and erased its page")),
    (actions.TAKEN, _("asked for the file with everything of the company")),
):
    journal.acts.register(act, wording)

for news in (
    NotificationKind(
        actions.ASKED,
        "door-closed",
        _("{company} is to be closed on {day}"),
        _("{name} asked for it. Until then each owner can call it off; afterwards the page is erased."),
        label=_("Our company is to be closed"),
    ),
    NotificationKind(
        actions.CALLED_OFF,
        "undo-2",
        _("{company} stays: the closing was called off"),
        _("{name} called it off. Nothing was changed."),
        label=_("The closing of our company was called off"),
    ),
    NotificationKind(
        actions.DONE,
        "door-closed",
        _("The company you acted for is closed"),
        _(
            "Its page, staff, proofs and searches are erased. Orders, invoices and bookings stay for ten years (Code de"
            " commerce, L123-22), its journal and its letters without its name."
        ),
        label=_("Our company was closed"),
    ),
):
    register(news)


def differences(company: Company, payload: Payload) -> list[Difference]:
    """The page goes; why."""
    lines = [Difference(_("The page"), changed(company.name, ""))]
    return lines + ([Difference(_("Reason"), changed("", payload["reason"]))] if payload["reason"] else [])


gated_acts.register(
    actions.ASKED,
    GatedAct(
        actions.ASKED,
        kind=IDENTITY,
        words=lambda name: _now("close the company {name}").format(name=name),
        differences=differences,
        apply=lambda acting, payload, approval: actions.ask_closing(
            acting=acting, reason=payload["reason"], approval=approval
        ),
        is_overtaken=lambda company, payload: actions.waiting_for(company) is not None,
        page=lambda payload: reverse("closing:page"),
    ),
)


def on_our_page(request: Any, company: Company) -> dict[str, Any] | None:
    """That the page is to be closed, for everybody who edits it."""
    closing = actions.waiting_for(company)
    if closing is None:
        return None
    return {"day": date_format(localtime(closing.due_at)), "url": reverse("closing:page")}


tabs.register("closing", Tab(_("Data and closing"), "closing:page", order=90))
page_slots.register("our_page.notice", 5, "closing/on_page.html", on_our_page)
