"""Invoices in the back office: the list, and the files for the accountant."""

from typing import Any

from django.db.models import QuerySet
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from network.common.back_office import GuardedItem, ListViewSet, OfficeIndexView
from network.common.signs import money
from premium.invoices import office
from premium.invoices.models import Invoice
from premium.operators import VIEW_INVOICES


class NeverChanged(ModelPermissionPolicy):
    """Invoices are looked at, never edited."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


register_permission_policy(Invoice, NeverChanged(Invoice))


def total(invoice: Invoice) -> str:
    return ("−" if invoice.is_credit_note else "") + money(invoice.total_cents, invoice.currency)


class InvoiceIndexView(OfficeIndexView):
    def get_base_queryset(self) -> QuerySet[Invoice]:
        return Invoice.objects.select_related("company")


class InvoiceViewSet(ListViewSet):
    """Every invoice and credit note, the newest first."""

    model = Invoice
    icon = "doc-full"
    menu_label = _("Invoices")
    menu_order = 221
    add_to_admin_menu = True
    index_view_class = InvoiceIndexView
    list_display = [
        TitleColumn("number", label=_("Number"), url_name="invoice_office:invoice"),
        Column("company", label=_("Company")),
        Column("get_kind_display", label=_("Kind")),
        Column("total", label=_("Total with VAT"), accessor=total),
        Column("get_vat_reason_display", label=_("VAT")),
        DateColumn("issued_on", label=_("Issued")),
    ]
    list_filter = ["kind", "vat_reason", "issued_on"]
    search_fields = ["number", "company__name", "order__number", "purchase_order"]


@hooks.register("register_admin_viewset")
def invoice_viewset() -> InvoiceViewSet:
    return InvoiceViewSet("invoice")


@hooks.register("register_admin_menu_item")
def accountant_menu_item() -> MenuItem:
    return GuardedItem(
        _("For the accountant"),
        reverse_lazy("invoice_office:accountant"),
        name="accountant",
        icon_name="download",
        order=222,
        permission=VIEW_INVOICES,
    )


@hooks.register("register_admin_urls")
def invoice_office_urls() -> list[Any]:
    urls = [
        path("<int:invoice_id>/", office.invoice, name="invoice"),
        path("<int:invoice_id>/file/", office.document, name="document"),
        path("accountant/", office.accountant, name="accountant"),
        path("accountant/<int:year>.csv", office.year_csv, name="year_csv"),
        path("accountant/<int:year>/fec/", office.year_fec, name="year_fec"),
    ]
    return [path("accounting/", include((urls, "invoice_office")))]
