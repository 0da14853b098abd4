"""The operator's back office: recoveries of companies."""

from typing import Any

from django.db.models import Q
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy

from companies.recovery import office
from companies.recovery.choices import OPEN
from companies.recovery.models import RecoveryRequest
from network.common.back_office import DayColumn, DecidedOnItsOwnPage, ListViewSet, WaitingFirstIndexView

register_permission_policy(RecoveryRequest, DecidedOnItsOwnPage(RecoveryRequest))


class RecoveryIndexView(WaitingFirstIndexView):
    """Requests, the oldest of those that wait at the top."""

    waiting = Q(state__in=OPEN)
    related = ("company", "user")


class RecoveryViewSet(ListViewSet):
    model = RecoveryRequest
    icon = "rotate"
    menu_label = _("Recoveries")
    menu_order = 212
    add_to_admin_menu = True
    index_view_class = RecoveryIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="recovery_office:recovery"),
        Column("user", label=_("Asked by")),
        Column("get_state_display", label=_("State")),
        DayColumn("cooling_until", label=_("The staff may object until")),
        BooleanColumn("mailbox_matches", label=_("Mailbox")),
        BooleanColumn("number_matches", label=_("Number")),
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter = ["state"]
    search_fields = ["company__name", "user__email"]


@hooks.register("register_admin_viewset")
def recovery_viewset() -> RecoveryViewSet:
    return RecoveryViewSet()


@hooks.register("register_admin_urls")
def recovery_office_urls() -> list[Any]:
    patterns = [
        path("<int:recovery_id>/", office.recovery, name="recovery"),
        path("<int:recovery_id>/document/", office.document, name="document"),
    ]
    return [path("decide/recovery/", include((patterns, "recovery_office")))]
