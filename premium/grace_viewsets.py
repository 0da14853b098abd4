"""Lists of the back office about changes of category: what is kept until when, and the credits to send back."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from network.common.back_office import DayColumn, ListViewSet, OfficeIndexView
from network.common.signs import money
from premium.exchange import shown_sum
from premium.models import CategoryCredit, CategoryGrace


def owed(credit: CategoryCredit) -> str:
    return money(credit.cents_left(credit.order), credit.order.currency)


def credited(grace: CategoryGrace) -> str:
    return shown_sum(credit.amount for credit in grace.credits.all()) or "–"


class CreditToSendIndexView(OfficeIndexView):
    """The oldest first: its company has waited longest."""

    page_title = _("Credits to send back")

    def get_base_queryset(self) -> QuerySet[CategoryCredit]:
        return CategoryCredit.objects.to_send().select_related("order__company", "grace").order_by("pk")


class CreditToSendViewSet(ListViewSet):
    """Money that Stripe cannot give back: it is sent by bank transfer, then confirmed on the credit's page."""

    model = CategoryCredit
    name = "credit_to_send"
    icon = "rotate"
    menu_label = _("Credits to send back")
    index_view_class = CreditToSendIndexView
    list_display = [
        TitleColumn("order", label=_("Order"), url_name="premium_office:credit"),
        Column("order.company", label=_("Company")),
        Column("order.email", label=_("Ask for the IBAN at")),
        Column("cents", label=_("Amount, VAT included"), accessor=owed),
        DateColumn("grace.closed_at", label=_("Owed since")),
    ]
    search_fields = ["order__number", "order__company__name", "order__legal_name"]


class GraceIndexView(OfficeIndexView):
    """Those that run first, the one that ends first at the top."""

    def get_base_queryset(self) -> QuerySet[CategoryGrace]:
        graces = CategoryGrace.objects.select_related("company").prefetch_related("credits__order")
        return graces.order_by(F("closed_at").desc(nulls_first=True), "ends_at")


class GraceViewSet(ListViewSet):
    model = CategoryGrace
    icon = "calendar-alt"
    menu_label = _("Graces after changes of category")
    index_view_class = GraceIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="company_office:company", id_accessor="company_id"),
        Column("get_former_category_display", label=_("Former category")),
        Column("get_category_display", label=_("New category")),
        DayColumn("begins_at", label=_("Begins")),
        DayColumn("ends_at", label=_("Ends")),
        Column("get_state_display", label=_("State")),
        Column("credited", label=_("Credited"), accessor=credited),
    ]
    list_filter = ["state"]
    search_fields = ["company__name"]
