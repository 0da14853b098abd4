"""Requests between companies on the operator's page about one: with whom, when, what became of them; never what was written."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.operators import VIEW_COMPANIES
from connections.models import Connection, Introduction


def connection_line(link: Connection) -> Line:
    """Who proposed first, whoever of the two has the lower number."""
    proposer, other = (link.low, link.high) if link.proposer_id == link.low_id else (link.high, link.low)
    return Line((proposer.name, other.name, link.get_state_display(), link.proposed_at))


panels.register(
    "introductions",
    Panel(
        title=_("Requests for introductions"),
        permission=VIEW_COMPANIES,
        columns=(_("Asking"), _("Asked"), _("State"), _("Sent"), _("Answered")),
        rows=lambda company: (
            Introduction.objects.filter(Q(asking=company) | Q(asked=company))
            .select_related("asking", "asked")
            .order_by("-pk")
        ),
        line=lambda asked: Line(
            (asked.asking.name, asked.asked.name, asked.get_state_display(), asked.created_at, asked.answered_at)
        ),
        order=40,
    ),
)
panels.register(
    "connections",
    Panel(
        title=_("Connections"),
        permission=VIEW_COMPANIES,
        columns=(_("Proposed by"), _("Company"), _("State"), _("Proposed")),
        rows=lambda company: (
            Connection.objects.filter(Q(low=company) | Q(high=company)).select_related("low", "high").order_by("-pk")
        ),
        line=connection_line,
        order=41,
    ),
)
