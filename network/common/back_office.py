"""What the lists and menus of every app share in the operators' back office."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from network.common.spreadsheets import harmless


class OfficeIndexView(generic.IndexView):
    """A list that can be taken away as a CSV file or a spreadsheet: all its rows, filtered and searched as they are, in its columns."""

    @cached_property
    def list_export(self) -> list[str]:
        return [column.name for column in self.columns]

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        return {column.name: column.label for column in self.columns}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """The cells of one row; what a spreadsheet would run as a formula is text."""
        return {column.name: cell_of(column, item) for column in self.columns}


def cell_of(column: Column, item: Any) -> Any:
    """What a column shows of a row, as a spreadsheet keeps it: moments in the reader's zone, numbers, days, or text."""
    value = column.get_value(item)
    if isinstance(value, datetime):
        return timezone.make_naive(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if value is None or isinstance(value, int | Decimal | date) else harmless(str(value))


class OfficeViewSet(ModelViewSet):
    """A table operators edit: searched in the database, fifty rows a page, never copied; taken away as a file."""

    index_view_class = OfficeIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50


class ListViewSet(OfficeViewSet):
    """A table operators read: only actions write it. Nobody asks Wagtail where its rows are used, so no save pays for that."""

    form_fields: list[str] = []
    add_to_reference_index = False


class WaitingFirstIndexView(OfficeIndexView):
    """Requests: those that wait for somebody's answer first, then in `order`."""

    waiting: Q
    related: Sequence[str] = ()
    order = "created_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        requests = self.model.objects.select_related(*self.related)
        return requests.annotate(is_waiting=self.waiting).order_by("-is_waiting", self.order)


class DecidedOnItsOwnPage(ModelPermissionPolicy):
    """Lists only: a decision is an action with its own page, never a form over the fields of a table."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class KeptForEver(ModelPermissionPolicy):
    """Nobody deletes a row that orders name: packs and offers are switched off instead, a currency just stays unused."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


def day_in_words(day: date | None) -> str:
    """The day as the calendar names it, in the reader's zone; nothing for none."""
    return date_format(timezone.localtime(day) if isinstance(day, datetime) else day) if day else ""


class DayColumn(Column):
    """A day as the calendar names it: Wagtail's own column says "0 minutes ago" of all that is yet to come."""

    def get_value(self, instance: Any) -> str:
        return day_in_words(super().get_value(instance))


class GuardedEntry:
    """Something of the frame, shown to who holds its permission."""

    def __init__(self, *arguments: Any, permission: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


class GuardedItem(GuardedEntry, MenuItem):
    """An entry of the menu."""


class GuardedSearchArea(GuardedEntry, SearchArea):
    """A list that the search box of the back office leads to."""
