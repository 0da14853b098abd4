"""The operator's back office: who acted for whom, beginning and ending it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy

from companies.standing_in import office
from companies.standing_in.models import StandIn
from network.common.back_office import DecidedOnItsOwnPage, ListViewSet, OfficeIndexView

register_permission_policy(StandIn, DecidedOnItsOwnPage(StandIn))


class StandInIndexView(OfficeIndexView):
    """Every time, the newest first."""

    def get_base_queryset(self) -> QuerySet[StandIn]:
        return StandIn.objects.select_related("operator", "person", "company")


class StandInViewSet(ListViewSet):
    model = StandIn
    icon = "user"
    menu_label = _("Acting for people")
    menu_order = 216
    add_to_admin_menu = True
    index_view_class = StandInIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="company_office:dossier", id_accessor="company_id"),
        Column("person", label=_("Person")),
        Column("operator", label=_("Operator")),
        Column("reason", label=_("Reason")),
        DateColumn("started_at", label=_("Begins")),
        DateColumn("ended_at", label=_("Ended")),
    ]
    search_fields = ["company__name", "person__email", "operator__email", "reason"]


@hooks.register("register_admin_viewset")
def stand_in_viewset() -> StandInViewSet:
    return StandInViewSet("standin")


@hooks.register("register_admin_urls")
def stand_in_urls() -> list[Any]:
    patterns = [
        path("company/<int:company_id>/", office.begin, name="begin"),
        path("end/", office.finish, name="finish"),
    ]
    return [path("act-for/", include((patterns, "stand_in_office")))]
