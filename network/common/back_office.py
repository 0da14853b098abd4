"""What the lists and menus of every app share in the operators' back office."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet


class OfficeViewSet(ModelViewSet):
    """A table operators edit: searched in the database, fifty rows a page, never copied."""

    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50


class ListViewSet(OfficeViewSet):
    """A table operators read: only actions write it."""

    form_fields: list[str] = []


class GuardedItem(MenuItem):
    """Shown to who holds its permission."""

    def __init__(self, *arguments: Any, permission: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)
