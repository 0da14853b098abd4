"""What standing in gives to the apps below: acts of the journal, the news to the person, the banner, the way in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.models import Company
from companies.standing_in import actions
from companies.standing_in.operators import STAND_IN
from network.common import page_slots, shell
from network.notifications.kinds import NotificationKind, register

for act, wording in (
    (actions.STARTED, _("began to act for {subject}")),
    (actions.ENDED, _("stopped acting for {subject}")),
    (actions.ACTED, _("sent a form for a member of the staff: {subject}")),
):
    journal.acts.register(act, wording)

register(
    NotificationKind(
        actions.STARTED,
        "siren",
        _("An operator acts for you at {company}"),
        _(
            "An operator of the network sees the pages of {company} as you do, for at most {minutes} minutes, and can edit for you; never your powers, money, letters or settings. The reason: {reason}\n\nThe journal of the company says everything that is done."
        ),
        label=_("An operator acts for me"),
    )
)


def stand_in_of(request: HttpRequest) -> Any:
    """For the banner on every page; no query."""
    return getattr(request, "stand_in", None)


shell.facts.register("stand_in", stand_in_of)


def way_in(request: HttpRequest, company: Company) -> dict[str, str] | None:
    """The link on the page about a company, for who may."""
    if not request.user.has_perm(STAND_IN):
        return None
    return {"url": reverse("stand_in_office:begin", args=[company.pk])}


page_slots.register("company_dossier.acts", 10, "standing_in/slots/way_in.html", way_in)
