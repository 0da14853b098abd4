"""What benefits register: the news of a report, and what the owner of a closed page reads."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.common import page_slots
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.benefits import actions
from premium.models import Pack

for kind in (
    NotificationKind(
        actions.REPORTED,
        "scale",
        _("What the pack {pack} has brought you"),
        _(
            "It ends on {day}. Before you decide: what you used and what it brought. No smaller pack would have been enough."
        ),
        label=_("The report on our pack, 60 days before it ends"),
    ),
    NotificationKind(
        actions.REPORTED_SMALLER,
        "scale",
        _("The pack {smaller} would have been enough"),
        _(
            "{pack} ends on {day}. You stayed under the limits of {smaller}, which costs {saved} less a year. See what you used and what you would lose."
        ),
        label=_("A smaller pack would do"),
    ),
):
    kinds.register(kind)


def opening_pack(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """The smallest pack that opens the page of a provider who has none."""
    if not company.is_provider:
        return None
    pack = Pack.objects.on_sale().holding("public_page").first()
    return {"pack": pack} if pack else None


page_slots.register("company_page.locked", 10, "benefits/locked.html", opening_pack)
