"""Bank statements in the back office."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.common.back_office import GuardedItem
from premium.operators import CONFIRM_PAYMENTS
from premium.transfers import office


@hooks.register("register_admin_menu_item")
def statements_menu_item() -> MenuItem:
    return GuardedItem(
        _("Bank statements"),
        reverse_lazy("transfer_office:statements"),
        name="bank_statements",
        icon_name="history",
        order=223,
        permission=CONFIRM_PAYMENTS,
    )


@hooks.register("register_admin_urls")
def transfer_office_urls() -> list[Any]:
    urls = [
        path("", office.statements, name="statements"),
        path("<int:statement_id>/", office.statement, name="statement"),
        path("movements/<int:movement_id>/assign/", office.assign, name="assign"),
        path("movements/<int:movement_id>/send-back/", office.send_back, name="send_back"),
        path("orders/<int:order_id>/send-back/", office.send_back_surplus, name="send_back_surplus"),
    ]
    return [path("bank-statements/", include((urls, "transfer_office")))]
