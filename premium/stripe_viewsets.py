"""Lists of the back office about Stripe: what it told, what it was asked, and where the books differ."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from network.common.back_office import ListViewSet, OfficeIndexView
from premium.models import StripeCall, StripeCustomer, StripeEvent


class StripeEventViewSet(ListViewSet):
    model = StripeEvent
    icon = "download"
    menu_label = _("Events of Stripe")
    list_display = [
        Column("kind", label=_("Kind")),
        Column("customer", label=_("Customer")),
        DateColumn("told_at", label=_("Happened")),
        DateColumn("done_at", label=_("Done")),
        Column("attempts", label=_("Attempts")),
        Column("error", label=_("Error")),
    ]
    list_filter = ["kind"]
    search_fields = ["stripe_id", "customer", "payment"]


class CallIndexView(OfficeIndexView):
    def get_base_queryset(self) -> QuerySet[StripeCall]:
        return StripeCall.objects.select_related("company")


class StripeCallViewSet(ListViewSet):
    model = StripeCall
    icon = "upload"
    menu_label = _("Calls to Stripe")
    index_view_class = CallIndexView
    list_display = [
        Column("operation", label=_("Operation")),
        Column("company", label=_("Company")),
        DateColumn("made_at", label=_("Asked")),
        DateColumn("done_at", label=_("Done")),
        Column("attempts", label=_("Attempts")),
        Column("error", label=_("Error")),
    ]
    list_filter = ["operation"]
    search_fields = ["key", "company__name"]


class DifferenceIndexView(OfficeIndexView):
    """Those that differ first."""

    def get_base_queryset(self) -> QuerySet[StripeCustomer]:
        return StripeCustomer.objects.select_related("company").order_by("-difference", "read_at")


class StripeCustomerViewSet(ListViewSet):
    model = StripeCustomer
    icon = "group"
    menu_label = _("Customers at Stripe")
    index_view_class = DifferenceIndexView
    list_display = [
        Column("company", label=_("Company")),
        Column("currency", label=_("Currency")),
        DateColumn("read_at", label=_("Read")),
        Column("difference", label=_("Difference")),
    ]
    search_fields = ["stripe_id", "company__name"]
