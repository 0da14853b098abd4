"""Views of members: which permission, for the company they act for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from companies.middleware import acting_member
from companies.permissions import require
from network.common.access import Access, View


def member_required(permission: str | None = None) -> Callable[[View], View]:
    """Members of a company may enter; with `permission`, only roles that hold it.

    The view reads `request.member`, never a company id from the address. A person without a company is sent to "start".
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            member = acting_member(request)
            if member is None:
                return redirect("companies:start")
            if permission is not None:
                require(member, permission)
            request.member = member  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.access = Access("member", permission or "")  # type: ignore[attr-defined]
        return guarded

    return decorate
