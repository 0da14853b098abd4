"""Requests to join on the operator's page about one company."""

from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.operators import VIEW_COMPANIES
from companies.staffing.models import JoinRequest

panels.register(
    "join_requests",
    Panel(
        title=_("Requests to join"),
        permission=VIEW_COMPANIES,
        columns=(_("E-mail address"), _("State"), _("Received"), _("Valid until")),
        rows=lambda company: JoinRequest.objects.filter(company=company).order_by("-pk"),
        line=lambda asked: Line((asked.email, asked.get_state_display(), asked.asked_at, asked.expires_at)),
        order=22,
    ),
)
