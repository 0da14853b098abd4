"""The operator's back office: synonyms, and a page to try them."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from network.common.back_office import OfficeIndexView, OfficeViewSet
from search_index import office
from search_index.forms import SynonymGroupForm
from search_index.models import SynonymGroup


def try_button() -> HeaderButton:
    """To the page where searches are tried."""
    return HeaderButton(_("Try searches"), url=reverse("search_office:try_synonyms"), icon_name="search")


class SynonymIndexView(OfficeIndexView):
    """The groups; the button above leads to trying them."""

    @property
    def header_buttons(self) -> list[Any]:
        return [*super().header_buttons, try_button()]


class SynonymViewSet(OfficeViewSet):
    """Words that mean the same; in force with the next search."""

    model = SynonymGroup
    icon = "comment"
    menu_label = _("Synonyms")
    menu_order = 235
    add_to_admin_menu = True
    index_view_class = SynonymIndexView
    list_per_page = 100
    list_display = [
        TitleColumn("words", label=_("Words and expressions"), accessor=str, url_name="synonymgroup:edit"),
        BooleanColumn("is_active", label=_("In use")),
        Column("updated_at", label=_("Changed")),
    ]
    list_filter = ["is_active"]

    def get_form_class(self, for_update: bool = False) -> type[SynonymGroupForm]:  # noqa: FBT001, FBT002
        return SynonymGroupForm


@hooks.register("register_admin_viewset")
def synonym_viewset() -> SynonymViewSet:
    return SynonymViewSet("synonymgroup")


@hooks.register("register_admin_urls")
def search_office_urls() -> list[Any]:
    """The page on which synonyms are tried."""
    patterns = [path("try/", office.try_synonyms, name="try_synonyms")]
    return [path("synonyms/", include((patterns, "search_office")))]
