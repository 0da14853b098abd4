"""What the staff's life cycle registers in `ready()`: journal acts, notification kinds, slots."""

from django.utils.translation import gettext_lazy as _

from companies.journal import acts
from companies.staffing import slots
from companies.staffing.actions import joining
from network.common import page_slots
from network.notifications import kinds
from network.notifications.kinds import NotificationKind

acts.register(joining.ASKED, _("asked to join ({subject})"))
acts.register(joining.ACCEPTED, _("accepted the request to join ({subject})"))
acts.register(joining.DECLINED, _("declined the request to join ({subject})"))
acts.register(joining.POLICY_SET, _("changed who may ask to join"))

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
page_slots.register("start.ways", 10, "staffing/slots/ways_in.html", slots.ways_in)
page_slots.register("company_page.actions", 30, "staffing/slots/ask_to_join.html", slots.ask_to_join)
page_slots.register("dashboard.todo", 15, "connections/slots/to_do.html", slots.to_do)
