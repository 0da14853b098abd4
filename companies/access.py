"""Views of members: which permission, for the company they act for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from companies.middleware import acting_member
from companies.models import Member
from companies.permissions import require
from companies.second_factor import must_set_up
from network.common.access import Access, View


def entering_member(request: HttpRequest, *, before_second_factor: bool = False) -> Member | HttpResponse:
    """For whom the person acts; or where he is led instead: to "start", or to the second factor his company asks for."""
    member = acting_member(request)
    if member is None:
        return redirect("companies:start")
    if not before_second_factor and must_set_up(member):
        return redirect("staffing:second_factor_needed")
    request.member = member  # type: ignore[attr-defined]
    return member


def in_person(view: View) -> View:
    """Only the person himself may do this, never an operator in his place: below `member_required`, where no permission says so."""
    view.in_person = True  # type: ignore[attr-defined]
    return view


def member_required(permission: str | None = None, *, before_second_factor: bool = False) -> Callable[[View], View]:
    """Members of a company may enter; with `permission`, only roles that hold it.

    The view reads `request.member`, never a company id from the address. A person without a company is sent to "start".
    `before_second_factor`: also members who have not set up the one their company asks for, to choose another or leave.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            member = entering_member(request, before_second_factor=before_second_factor)
            if isinstance(member, HttpResponse):
                return member
            if permission is not None:
                require(member, permission)
            return view(request, *args, **kwargs)

        guarded.access = Access("member", permission or "")  # type: ignore[attr-defined]
        return guarded

    return decorate
