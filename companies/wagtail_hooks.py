"""The operator's back office: companies, categories to confirm, claims, requests about pages."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from companies.choices import NoticeState, RequestState
from companies.models import CategoryChange, Claim, Company, PageNotice
from companies.operators import VIEW_COMPANIES
from companies.views import office
from network.common.back_office import (
    DecidedOnItsOwnPage,
    GuardedSearchArea,
    ListViewSet,
    OfficeIndexView,
    WaitingFirstIndexView,
)

for model in (Company, Claim, CategoryChange, PageNotice):
    register_permission_policy(model, DecidedOnItsOwnPage(model))


class CompanyIndexView(OfficeIndexView):
    """Every company, the newest first."""

    def get_base_queryset(self) -> QuerySet[Company]:
        return Company.objects.annotate(is_settled=Q(category_confirmed_at__isnull=False)).order_by("-pk")


class CategoryIndexView(OfficeIndexView):
    """Companies whose category nobody has confirmed; those that people use come first."""

    page_title = _("Categories to confirm")

    def get_base_queryset(self) -> QuerySet[Company]:
        return (
            Company.objects.with_category_to_confirm()
            .filter(merged_into=None)
            .order_by(F("claimed_at").desc(nulls_last=True), "pk")
        )


class ClaimIndexView(WaitingFirstIndexView):
    """Claims, with how many rivals wait for the same page."""

    waiting = Q(state=RequestState.PENDING)
    related = ("company", "user")

    def get_base_queryset(self) -> QuerySet[Claim]:
        rivals = Count("company__claims", filter=Q(company__claims__state=RequestState.PENDING), distinct=True)
        return super().get_base_queryset().annotate(waiting=rivals)


class ChangeIndexView(WaitingFirstIndexView):
    """Requests for another category."""

    waiting = Q(state=RequestState.PENDING)
    related = ("company", "asked_by")


class NoticeIndexView(WaitingFirstIndexView):
    """Requests about pages."""

    waiting = Q(state=NoticeState.OPEN)
    related = ("company",)


class CompanyViewSet(ListViewSet):
    model = Company
    icon = "group"
    menu_label = _("Companies")
    index_view_class = CompanyIndexView
    list_display = [
        TitleColumn("name", label=_("Company"), url_name="company_office:dossier"),
        Column("country", label=_("Country")),
        Column("get_category_display", label=_("Category")),
        BooleanColumn("is_settled", label=_("Confirmed")),
        BooleanColumn("is_claimed", label=_("Claimed")),
        DateColumn("hidden_at", label=_("Hidden")),
    ]
    list_filter = ["category", "origin"]
    search_fields = ["name", "trade_name"]


class CategoryViewSet(ListViewSet):
    model = Company
    name = "category_to_confirm"
    icon = "tag"
    menu_label = _("Categories to confirm")
    index_view_class = CategoryIndexView
    list_display = [
        TitleColumn("name", label=_("Company"), url_name="company_office:company"),
        Column("country", label=_("Country")),
        Column("get_category_display", label=_("Category")),
        Column("activity_label", label=_("Activity")),
        BooleanColumn("is_claimed", label=_("Claimed")),
    ]
    list_filter = ["category", "origin"]
    search_fields = ["name", "trade_name", "activity_label"]


class ClaimViewSet(ListViewSet):
    model = Claim
    icon = "key"
    menu_label = _("Claims")
    index_view_class = ClaimIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="company_office:claims", id_accessor="company_id"),
        Column("user", label=_("Claimant")),
        Column("get_state_display", label=_("State")),
        BooleanColumn("mailbox_matches", label=_("Mailbox")),
        BooleanColumn("number_matches", label=_("Number")),
        BooleanColumn("document", label=_("Document")),
        Column("waiting", label=_("Waiting claims")),
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter = ["state"]
    search_fields = ["company__name", "user__email"]


class ChangeViewSet(ListViewSet):
    model = CategoryChange
    icon = "tag"
    menu_label = _("Changes of category")
    index_view_class = ChangeIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="company_office:company", id_accessor="company_id"),
        Column("get_category_display", label=_("New category")),
        Column("asked_by", label=_("Asked by")),
        Column("get_state_display", label=_("State")),
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter = ["state"]


class NoticeViewSet(ListViewSet):
    model = PageNotice
    icon = "warning"
    menu_label = _("Requests about pages")
    index_view_class = NoticeIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="company_office:notice"),
        Column("get_kind_display", label=_("Request")),
        Column("email", label=_("Sender")),
        Column("get_state_display", label=_("State")),
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter = ["state", "kind"]


class CompaniesViewSetGroup(ModelViewSetGroup):
    """All under one entry of the menu."""

    menu_label = _("Companies")
    menu_icon = "group"
    menu_order = 210
    items = (CompanyViewSet, CategoryViewSet, ClaimViewSet, ChangeViewSet, NoticeViewSet)


@hooks.register("register_admin_viewset")
def company_viewsets() -> CompaniesViewSetGroup:
    return CompaniesViewSetGroup()


@hooks.register("register_admin_search_area")
def company_search() -> GuardedSearchArea:
    """Companies among what the search box of the back office finds."""
    return GuardedSearchArea(
        _("Companies"), reverse_lazy("company:index"), icon_name="group", order=10, permission=VIEW_COMPANIES
    )


@hooks.register("register_admin_urls")
def company_office_urls() -> list[Any]:
    """The pages on which an operator decides."""
    patterns = [
        path("company/<int:company_id>/everything/", office.dossier, name="dossier"),
        path("company/<int:company_id>/", office.company, name="company"),
        path("company/<int:company_id>/claims/", office.claims, name="claims"),
        path("claim/<int:claim_id>/", office.decide_claim, name="decide_claim"),
        path("claim/<int:claim_id>/document/", office.document, name="document"),
        path("page-request/<int:notice_id>/", office.notice, name="notice"),
    ]
    return [path("decide/", include((patterns, "company_office")))]
