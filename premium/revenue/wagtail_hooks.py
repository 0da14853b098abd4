"""Revenue in the back office: figures, stage, offers, history."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.permissions import register_permission_policy

from network.common.back_office import GuardedItem, KeptForEver
from premium.operators import SEE_FIGURES, SET_PRICES, SWITCH_STAGE
from premium.revenue import office
from premium.revenue.models import Offer
from premium.revenue.viewsets import OfferViewSet

register_permission_policy(Offer, KeptForEver(Offer))


@hooks.register("register_admin_viewset")
def offer_viewset() -> OfferViewSet:
    return OfferViewSet("offer")


@hooks.register("register_admin_menu_item")
def revenue_menu() -> MenuItem:
    items = [
        GuardedItem(
            _("Figures"), reverse_lazy("revenue_office:dashboard"), name="figures", order=1, permission=SEE_FIGURES
        ),
        GuardedItem(
            _("Prices and currency"),
            reverse_lazy("revenue_office:prices"),
            name="prices",
            order=2,
            permission=SET_PRICES,
        ),
        GuardedItem(
            _("Offers and codes"), reverse_lazy("offer:index"), name="offers", order=3, permission="revenue.view_offer"
        ),
        GuardedItem(
            _("Revenue stage"), reverse_lazy("revenue_office:stage"), name="stage", order=4, permission=SWITCH_STAGE
        ),
        GuardedItem(
            _("History of the catalogue"),
            reverse_lazy("revenue_office:history"),
            name="catalogue_history",
            order=5,
            permission=SEE_FIGURES,
        ),
    ]
    return SubmenuMenuItem(_("Revenue"), Menu(items=items), name="revenue", icon_name="view", order=219)


@hooks.register("register_admin_urls")
def revenue_office_urls() -> list[Any]:
    urls = [
        path("", office.dashboard, name="dashboard"),
        path("figures.csv", office.dashboard_csv, name="dashboard_csv"),
        path("prices/", office.prices, name="prices"),
        path("stage/", office.stage, name="stage"),
        path("history/", office.history, name="history"),
    ]
    return [path("revenue/", include((urls, "revenue_office")))]
