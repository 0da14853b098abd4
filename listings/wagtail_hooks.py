"""The operator's back office: the taxonomy of specialties and the table of activity codes."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from listings.forms.taxonomy import ActivityCodeForm, SpecialtyForm
from listings.models import ActivityCode, Specialty
from listings.selectors import indented_name, specialties_matching
from network.common.back_office import OfficeIndexView, OfficeViewSet


class KeptForEver(ModelPermissionPolicy):
    """Nobody deletes: what pages of companies refer to is switched off instead."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


register_permission_policy(Specialty, KeptForEver(Specialty))
register_permission_policy(ActivityCode, KeptForEver(ActivityCode))


class SpecialtyIndexView(OfficeIndexView):
    """The tree as a list: each specialty under its parent, with how many companies have it."""

    def get_base_queryset(self) -> QuerySet[Specialty]:
        return (
            Specialty.objects.with_ancestors()
            .in_tree_order()
            .annotate(companies=Count("company_specialties", distinct=True))
        )

    def search_queryset(self, queryset: QuerySet[Specialty]) -> QuerySet[Specialty]:
        """By name or synonym in both languages; synonyms are lists, which no database compares alike."""
        return queryset.filter(pk__in=specialties_matching(self.search_query)) if self.is_searching else queryset


class SpecialtyViewSet(OfficeViewSet):
    """Rename, translate, add synonyms, add, move and switch off."""

    model = Specialty
    icon = "list-ul"
    menu_label = _("Specialties")
    index_view_class = SpecialtyIndexView
    list_per_page = 250
    list_display = [
        TitleColumn("name", label=_("Specialty"), accessor=indented_name, url_name="specialty:edit"),
        Column("other_name", label=_("In the other language")),
        BooleanColumn("is_active", label=_("On offer")),
        Column("companies", label=_("Companies")),
    ]
    list_filter = ["is_active"]
    search_fields = ["name_en", "name_fr"]

    def get_form_class(self, for_update: bool = False) -> type[SpecialtyForm]:  # noqa: FBT001, FBT002
        return SpecialtyForm


class ActivityCodeIndexView(OfficeIndexView):
    """The table, with the specialty of each code."""

    def get_base_queryset(self) -> QuerySet[ActivityCode]:
        return ActivityCode.objects.select_related("specialty")


class ActivityCodeViewSet(OfficeViewSet):
    """Which specialty may be inferred from which code."""

    model = ActivityCode
    icon = "link"
    menu_label = _("Activity codes")
    index_view_class = ActivityCodeIndexView
    list_per_page = 100
    ordering = "code"
    list_display = ["code", Column("specialty", label=_("Specialty")), "description"]
    search_fields = ["code", "description", "specialty__name_en", "specialty__name_fr"]

    def get_form_class(self, for_update: bool = False) -> type[ActivityCodeForm]:  # noqa: FBT001, FBT002
        return ActivityCodeForm


class TaxonomyViewSetGroup(ModelViewSetGroup):
    """Both under one entry of the menu."""

    menu_label = _("Taxonomy")
    menu_icon = "list-ul"
    menu_order = 230
    items = (SpecialtyViewSet, ActivityCodeViewSet)


@hooks.register("register_admin_viewset")
def taxonomy_viewsets() -> TaxonomyViewSetGroup:
    return TaxonomyViewSetGroup()
