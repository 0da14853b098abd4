"""Links to other companies on the operator's page about one."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from companies.tree.models import Affiliation
from companies.tree.operators import DECIDE_LINKS

panels.register(
    "tree",
    Panel(
        title=_("Groups of companies"),
        permission="tree.view_affiliation",
        columns=(_("Company"), _("Kind"), _("Part of"), _("State"), _("Proposed")),
        rows=lambda company: (
            Affiliation.objects.filter(Q(parent=company) | Q(child=company))
            .select_related("parent", "child")
            .order_by("-pk")
        ),
        line=lambda link: Line(
            (link.child.name, link.get_kind_display(), link.parent.name, link.get_state_display(), link.proposed_at),
            reverse("tree_office:link", args=[link.pk]),
        ),
        link_permission=DECIDE_LINKS,
        all_rows="affiliation:index",
        order=70,
    ),
)
