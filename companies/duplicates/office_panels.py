"""Merges on the operator's page about one company."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.duplicates.models import Merge
from companies.duplicates.operators import MERGE_COMPANIES

panels.register(
    "merges",
    Panel(
        title=_("Merges"),
        permission="duplicates.view_merge",
        columns=(_("Page merged"), _("Page kept"), _("Reason"), _("Merged"), _("Undone")),
        rows=lambda company: Merge.objects.filter(Q(kept=company) | Q(merged=company)).select_related("kept", "merged"),
        line=lambda merge: Line(
            (merge.merged.name, merge.kept.name, merge.reason, merge.at, merge.undone_at),
            reverse("duplicates_office:merge", args=[merge.pk]),
        ),
        link_permission=MERGE_COMPANIES,
        order=71,
    ),
)
