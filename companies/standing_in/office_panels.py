"""Operators who acted for somebody, on the operator's page about one company."""

from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.standing_in.models import StandIn
from companies.standing_in.operators import VIEW_STAND_INS

panels.register(
    "stand_ins",
    Panel(
        title=_("Operators acting for somebody"),
        permission=VIEW_STAND_INS,
        columns=(_("Person"), _("Operator"), _("Reason"), _("Begins"), _("Ended")),
        rows=lambda company: StandIn.objects.filter(company=company).select_related("person", "operator"),
        line=lambda one: Line(
            (
                one.person.display_name,
                one.operator.display_name if one.operator else "",
                one.reason,
                one.started_at,
                one.ended_at,
            )
        ),
        all_rows="standin:index",
        order=24,
    ),
)
