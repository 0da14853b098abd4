"""Papers and domains on the operator's page about one company."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.verification.models import DomainProof, PaperProof
from companies.verification.operators import CHECK_PAPERS

panels.register(
    "papers",
    Panel(
        title=_("Papers"),
        permission="verification.view_paperproof",
        columns=(_("Paper"), _("Sent by"), _("State"), _("Received")),
        rows=lambda company: PaperProof.objects.filter(company=company).select_related("asked_by").order_by("-pk"),
        line=lambda paper: Line(
            (
                paper.get_kind_display(),
                paper.asked_by.display_name if paper.asked_by else "",
                paper.get_state_display(),
                paper.created_at,
            ),
            reverse("verification_office:paper", args=[paper.pk]),
        ),
        link_permission=CHECK_PAPERS,
        all_rows="paperproof:index",
        order=53,
    ),
)
panels.register(
    "domains",
    Panel(
        title=_("Domains"),
        permission="verification.view_paperproof",
        columns=(_("Domain"), _("Method"), _("State"), _("Last check")),
        rows=lambda company: DomainProof.objects.filter(company=company).order_by("-pk"),
        line=lambda proof: Line(
            (proof.domain, proof.get_method_display(), proof.get_state_display(), proof.last_checked_at)
        ),
        order=54,
    ),
)
