"""The operator's back office: possible duplicates, and merges."""

from typing import Any

from django.db.models import QuerySet
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets import HeaderButton
from wagtail.permissions import register_permission_policy

from companies.duplicates.models import Merge, Suspicion
from companies.duplicates.views import office
from network.common.back_office import DayColumn, DecidedOnItsOwnPage, ListViewSet, OfficeIndexView

for model in (Suspicion, Merge):
    register_permission_policy(model, DecidedOnItsOwnPage(model))


def compare_address(suspicion: Suspicion) -> str:
    return f"{reverse('duplicates_office:compare')}?{urlencode({'one': suspicion.low_id, 'other': suspicion.high_id})}"


class SuspicionIndexView(OfficeIndexView):
    """Pairs nobody has judged, the likeliest first."""

    page_title = _("Possible duplicates")

    def get_base_queryset(self) -> QuerySet[Suspicion]:
        return Suspicion.objects.to_judge().select_related("low", "high").order_by("-weight", "pk")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        label = _("Compare two pages…")
        return [HeaderButton(label, url=reverse("duplicates_office:compare"), icon_name="search", priority=10)]


class MergeIndexView(OfficeIndexView):
    """Merges, the latest first."""

    page_title = _("Merges")

    def get_base_queryset(self) -> QuerySet[Merge]:
        return Merge.objects.select_related("kept", "merged", "operator").order_by("-at", "-pk")


class SuspicionViewSet(ListViewSet):
    model = Suspicion
    icon = "copy"
    menu_label = _("Possible duplicates")
    index_view_class = SuspicionIndexView
    list_display = [
        TitleColumn("low", label=_("Page"), get_url=compare_address),
        Column("high", label=_("Other page")),
        Column("reasons", label=_("What they share")),
        Column("low.country", label=_("Country"), accessor="low.country"),
        DateColumn("found_at", label=_("Found")),
    ]
    search_fields = ["low__name", "high__name"]


class MergeViewSet(ListViewSet):
    model = Merge
    icon = "history"
    menu_label = _("Merges")
    index_view_class = MergeIndexView
    list_display = [
        TitleColumn("merged", label=_("Merged"), url_name="duplicates_office:merge"),
        Column("kept", label=_("Kept")),
        Column("operator", label=_("Operator")),
        DateColumn("at", label=_("Merged on")),
        DayColumn("undo_until", label=_("Undo until")),
        DateColumn("undone_at", label=_("Undone")),
    ]
    search_fields = ["kept__name", "merged__name", "reason"]


class DuplicatesViewSetGroup(ModelViewSetGroup):
    """Under one entry of the menu."""

    menu_label = _("Duplicates")
    menu_icon = "copy"
    menu_order = 212
    items = (SuspicionViewSet, MergeViewSet)


@hooks.register("register_admin_viewset")
def duplicate_viewsets() -> DuplicatesViewSetGroup:
    return DuplicatesViewSetGroup()


@hooks.register("register_admin_urls")
def duplicates_office_urls() -> list[Any]:
    """The pages on which an operator compares and merges."""
    patterns = [
        path("compare/", office.compare, name="compare"),
        path("find/", office.find, name="find"),
        path("judge/<int:one_id>/<int:other_id>/", office.judge, name="judge"),
        path("merge/<int:kept_id>/<int:merged_id>/", office.preview, name="preview"),
        path("merged/<int:merge_id>/", office.merge, name="merge"),
    ]
    return [path("duplicates/", include((patterns, "duplicates_office")))]
