"""What recovery gives to the apps below: journal acts, kinds of news, a link on the company page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.middleware import members_of
from companies.models import Company
from companies.recovery.actions import deciding, requests, telling
from companies.recovery.models import RecoveryRequest
from companies.roles import Role
from network.common import page_slots
from network.notifications.kinds import NotificationKind, register

for act, wording in (
    (telling.ASKED, _("asked to recover the company ({subject})")),
    (requests.WITHDRAWN, _("withdrew the request to recover the company")),
    (telling.STOPPED, _("stopped the recovery asked by {subject}")),
    (deciding.SECONDED, _("approved once that {subject} recovers the company")),
    (telling.REFUSED, _("refused that {subject} recovers the company")),
    (telling.HANDED_OVER, _("made {subject} owner after a recovery")),
):
    journal.acts.register(act, wording)


class NewsWithATerm(NotificationKind):
    """Its moment is kept as a date and written in the reader's language."""

    def body_for(self, arguments: dict[str, Any]) -> str:
        until = localtime(datetime.fromisoformat(arguments["until"]))
        return super().body_for({**arguments, "until": date_format(until, "DATETIME_FORMAT")})


for news in (
    NewsWithATerm(
        telling.ASKED,
        "siren",
        _("{name} asks to become owner of {company}"),
        _(
            "{name} ({function}) says that no owner of {company} answers. If an owner or an administrator is there, one click stops the request; otherwise operators may decide after {until}."
        ),
        label=_("Somebody asks to recover our company"),
    ),
    NotificationKind(
        telling.STOPPED,
        "circle-x",
        _("The staff of {company} is there"),
        _("Your request to recover {company} was stopped by its staff. Ask them to let you join."),
        label=_("A recovery I asked for is stopped"),
    ),
    NotificationKind(
        telling.REFUSED,
        "circle-x",
        _("Your request to recover {company} was refused"),
        _("Operators could not give {company} to you.\n\n{reason}"),
        label=_("A recovery I asked for is refused"),
    ),
    NotificationKind(
        telling.DONE,
        "badge-check",
        _("You are an owner of {company}"),
        _("Two operators approved your request. The staff stays as it was; the staff page shows who may do what."),
        label=_("A recovery I asked for is approved"),
    ),
    NotificationKind(
        telling.HANDED_OVER,
        "key-round",
        _("{name} is an owner of {company} now"),
        _("Nobody objected within seven days, and two operators approved the recovery. Your own role stays as it was."),
        label=_("Our company was recovered"),
    ),
):
    register(news)


def link(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """At the side of a claimed page, for whoever is not its owner."""
    is_owner = any(member.company_id == company.pk and member.role == Role.OWNER for member in members_of(request))
    return None if is_owner or not company.is_claimed else {"company": company}


def alarm(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """On "Our page", while somebody asks for our company."""
    recovery = RecoveryRequest.objects.open().filter(company=company).select_related("user").first()
    return {"recovery": recovery} if recovery else None


page_slots.register("company_page.aside", 90, "recovery/link.html", link)
page_slots.register("company_page.join", 10, "recovery/link.html", link)
page_slots.register("our_page.aside", 1, "recovery/alarm.html", alarm)
