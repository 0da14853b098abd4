"""The operator's back office: people who lost their second factor."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.accounts import office
from network.accounts.actions import SECOND_FACTOR_REMOVED
from network.accounts.operators import RESTORE_ACCESS
from network.common.back_office import GuardedItem


@hooks.register("register_admin_urls")
def people_urls() -> list[Any]:
    patterns = [path("", office.people, name="people"), path("<int:user_id>/", office.person, name="person")]
    return [path("people/", include((patterns, "accounts_office")))]


@hooks.register("register_admin_menu_item")
def people_item() -> MenuItem:
    return GuardedItem(
        _("People’s accounts"),
        reverse_lazy("accounts_office:people"),
        icon_name="user",
        order=215,
        permission=RESTORE_ACCESS,
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """The act stands in the back office's own history, with the operator and his reason."""
    actions.register_action(SECOND_FACTOR_REMOVED, _("Remove the second factor"), _("Second factor removed"))
