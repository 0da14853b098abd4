"""The back office in the house's colours, opening on what waits for an operator."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from network.common.back_office import GuardedItem
from network.home import office
from network.home.operators import CHANGE_SETTINGS, WATCH_HEALTH
from network.home.selectors import waiting_for_operator


@hooks.register("insert_global_admin_css")
def brand_colours() -> SafeString:
    """Bottle green and zinc instead of Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("network/css/back-office.css"))


@hooks.register("construct_main_menu")
def without_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The help menu leads to another site's release notes; ours is in the pages themselves."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


class WaitingPanel(Component):
    """What waits for this operator: how many of each, with the list."""

    order = 10
    template_name = "home/office/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": waiting_for_operator(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, WaitingPanel())


@hooks.register("construct_homepage_summary_items")
def without_media_counts(request: HttpRequest, summary_items: list[Component]) -> None:
    """Numbers of images and documents say nothing here: what waits is the summary."""
    summary_items[:] = []


@hooks.register("register_admin_urls")
def office_urls() -> list[Any]:
    patterns = [
        path("health/", office.health, name="health"),
        path("limits/", office.settings, name="settings"),
        path("limits/<str:name>/", office.setting, name="setting"),
    ]
    return [path("", include((patterns, "home_office")))]


@hooks.register("register_reports_menu_item")
def health_item() -> MenuItem:
    return GuardedItem(
        _("Health"), reverse_lazy("home_office:health"), icon_name="circle-check", order=10, permission=WATCH_HEALTH
    )


@hooks.register("register_settings_menu_item")
def settings_item() -> MenuItem:
    return GuardedItem(
        _("Limits and flags"),
        reverse_lazy("home_office:settings"),
        icon_name="sliders",
        order=10,
        permission=CHANGE_SETTINGS,
    )
