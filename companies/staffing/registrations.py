"""What the staff's life cycle registers in `ready()`: journal acts, notification kinds, slots."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from companies.journal import acts
from companies.staffing import slots
from companies.staffing.actions import joining, second_factor
from network.common import page_slots
from network.notifications import kinds
from network.notifications.kinds import NotificationKind

acts.register(joining.ASKED, _("asked to join ({subject})"))
acts.register(joining.ACCEPTED, _("accepted the request to join ({subject})"))
acts.register(joining.DECLINED, _("declined the request to join ({subject})"))
acts.register(joining.POLICY_SET, _("changed who may ask to join"))

acts.register(second_factor.ASKED, _("asked the staff for a second factor"))
acts.register(second_factor.CALLED_OFF, _("asks the staff no longer for a second factor"))


@dataclass(frozen=True)
class AnnouncementWithDay(NotificationKind):
    """News with a day among its arguments, written in the reader's language."""

    def body_for(self, arguments: dict[str, Any]) -> str:
        day = date_format(date.fromisoformat(arguments["day"]))
        return super().body_for({**arguments, "day": day})


kinds.register(
    AnnouncementWithDay(
        second_factor.ASKED,
        "key-round",
        _("{company} asks its staff for a second factor"),
        _(
            "From {day} on you need one to act for {company}. It takes a minute: an authenticator app on your telephone, "
            "or a passkey."
        ),
        label=_("My company asks for a second factor"),
    )
)
kinds.register(
    AnnouncementWithDay(
        second_factor.SOON,
        "key-round",
        _("Set up your second factor for {company} today"),
        _("From {day} on you cannot act for {company} without one. You go on as before once it is set up."),
        label=_("My company asks for a second factor from tomorrow on"),
    )
)
kinds.register(
    NotificationKind(
        joining.ASKED,
        "user-plus",
        _("{name} asks to join {company}"),
        _(
            "{name} ({email}) asks to join the staff of {company}. The staff page lets you choose a role or decline.\n\n"
            "{message}"
        ),
        label=_("Somebody asks to join our staff"),
    )
)
kinds.register(
    NotificationKind(
        joining.ACCEPTED,
        "user-check",
        _("You are on the staff of {company}"),
        _("{name} has accepted your request. The staff page shows what you may do."),
        label=_("My request to join is accepted"),
    )
)

page_slots.register("staff.requests", 10, "staffing/slots/requests.html", slots.requests)
page_slots.register("staff.requests", 20, "staffing/slots/second_factor.html", slots.second_factor)
page_slots.register("account.foot", 10, "staffing/slots/closing.html", slots.closing)
page_slots.register("start.ways", 10, "staffing/slots/ways_in.html", slots.ways_in)
page_slots.register("company_page.actions", 30, "staffing/slots/ask_to_join.html", slots.ask_to_join)
page_slots.register("dashboard.todo", 15, "connections/slots/to_do.html", slots.to_do)
