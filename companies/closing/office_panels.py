"""Closings on the operator's page about one company."""

from django.utils.translation import gettext_lazy as _

from companies.closing.models import Closing
from companies.dossier import Line, Panel, panels
from companies.operators import VIEW_COMPANIES

panels.register(
    "closings",
    Panel(
        title=_("Closings"),
        permission=VIEW_COMPANIES,
        columns=(_("Asked by"), _("Reason"), _("Received"), _("Closes on"), _("Called off")),
        rows=lambda company: Closing.objects.filter(company=company).select_related("asked_by").order_by("-pk"),
        line=lambda closing: Line(
            (
                closing.asked_by.display_name if closing.asked_by else "",
                closing.reason,
                closing.asked_at,
                closing.due_at,
                closing.called_off_at,
            )
        ),
        order=11,
    ),
)
