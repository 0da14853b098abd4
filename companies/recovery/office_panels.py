"""Recoveries on the operator's page about one company."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.recovery.models import RecoveryRequest
from companies.recovery.operators import DECIDE_RECOVERIES

panels.register(
    "recoveries",
    Panel(
        title=_("Recoveries"),
        permission="recovery.view_recoveryrequest",
        columns=(_("Asked by"), _("State"), _("The staff may object until"), _("Received")),
        rows=lambda company: RecoveryRequest.objects.filter(company=company).select_related("user").order_by("-pk"),
        line=lambda recovery: Line(
            (recovery.user.display_name, recovery.get_state_display(), recovery.cooling_until, recovery.created_at),
            reverse("recovery_office:recovery", args=[recovery.pk]),
        ),
        link_permission=DECIDE_RECOVERIES,
        all_rows="recoveryrequest:index",
        order=52,
    ),
)
