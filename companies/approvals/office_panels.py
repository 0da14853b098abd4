"""Acts that wait for a second person on the operator's page about one company."""

from django.utils.translation import gettext_lazy as _

from companies.approvals.models import ApprovalRequest
from companies.dossier import Line, Panel, panels
from companies.operators import VIEW_COMPANIES

panels.register(
    "approvals",
    Panel(
        title=_("Requests for approval"),
        permission=VIEW_COMPANIES,
        columns=(_("Act"), _("Asked by"), _("State"), _("Received")),
        rows=lambda company: ApprovalRequest.objects.filter(company=company).select_related("requested_by"),
        line=lambda asked: Line(
            (
                asked.words,
                asked.requested_by.display_name if asked.requested_by else "",
                asked.get_state_display(),
                asked.asked_at,
            )
        ),
        order=23,
    ),
)
