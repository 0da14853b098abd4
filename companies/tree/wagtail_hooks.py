"""The operator's back office: links between companies, and confirming for pages that nobody has claimed."""

from typing import Any

from django.db.models import Q
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy

from companies.tree.choices import State
from companies.tree.models import Affiliation
from companies.tree.views import office
from network.common.back_office import DecidedOnItsOwnPage, ListViewSet, WaitingFirstIndexView

register_permission_policy(Affiliation, DecidedOnItsOwnPage(Affiliation))


class AffiliationIndexView(WaitingFirstIndexView):
    """Links, the newest at the top."""

    waiting = Q(state=State.PROPOSED)
    related = ("parent", "child")
    order = "-pk"


class AffiliationViewSet(ListViewSet):
    model = Affiliation
    icon = "site"
    menu_label = _("Groups of companies")
    menu_order = 215
    add_to_admin_menu = True
    index_view_class = AffiliationIndexView
    list_display = [
        TitleColumn("child", label=_("Company"), url_name="tree_office:link"),
        Column("get_kind_display", label=_("Kind")),
        Column("parent", label=_("Part of")),
        Column("get_state_display", label=_("State")),
        Column("get_proposed_by_display", label=_("Proposed by")),
        DateColumn("proposed_at", label=_("Proposed")),
    ]
    list_filter = ["state", "kind", "proposed_by"]
    search_fields = ["child__name", "parent__name"]


@hooks.register("register_admin_viewset")
def affiliation_viewset() -> AffiliationViewSet:
    return AffiliationViewSet()


@hooks.register("register_admin_urls")
def tree_office_urls() -> list[Any]:
    """The page on which an operator decides one link."""
    return [path("groups/", include(([path("<int:pk>/", office.link, name="link")], "tree_office")))]
