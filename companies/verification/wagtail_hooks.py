"""The operator's back office: papers to check."""

from typing import Any

from django.db.models import Q
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.permissions import register_permission_policy

from companies.choices import RequestState
from companies.verification import office
from companies.verification.models import PaperProof
from network.common.back_office import DecidedOnItsOwnPage, ListViewSet, WaitingFirstIndexView

register_permission_policy(PaperProof, DecidedOnItsOwnPage(PaperProof))


class PaperIndexView(WaitingFirstIndexView):
    """Papers, the oldest of those that wait at the top."""

    waiting = Q(state=RequestState.PENDING)
    related = ("company", "asked_by")


class PaperViewSet(ListViewSet):
    model = PaperProof
    icon = "doc-full"
    menu_label = _("Papers to check")
    menu_order = 211
    add_to_admin_menu = True
    index_view_class = PaperIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="verification_office:paper"),
        Column("get_kind_display", label=_("Paper")),
        Column("asked_by", label=_("Sent by")),
        Column("get_state_display", label=_("State")),
        BooleanColumn("file", label=_("Document")),
        DateColumn("created_at", label=_("Received")),
    ]
    list_filter = ["state", "kind"]
    search_fields = ["company__name"]


@hooks.register("register_admin_viewset")
def paper_viewset() -> PaperViewSet:
    return PaperViewSet()


@hooks.register("register_admin_urls")
def verification_office_urls() -> list[Any]:
    patterns = [
        path("<int:paper_id>/", office.paper, name="paper"),
        path("<int:paper_id>/file/", office.file, name="file"),
    ]
    return [path("decide/paper/", include((patterns, "verification_office")))]
