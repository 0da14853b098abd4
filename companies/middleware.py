"""Which company the person acts for."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

from companies.models import Member
from companies.second_person import NeedsSecondPerson

SESSION_KEY = "acting_for"


def members_of(request: HttpRequest) -> list[Member]:
    """All memberships of the signed-in person, one query a request."""
    found: list[Member] | None = getattr(request, "memberships", None)
    if found is None:
        user = request.user
        found = list(Member.objects.of_user(user)) if user.is_authenticated else []
        for member in found:
            member.user = user
        request.memberships = found  # type: ignore[attr-defined]
    return found


def acting_member(request: HttpRequest) -> Member | None:
    """The membership chosen in the session, else the oldest one, else None."""
    members = members_of(request)
    chosen = request.session.get(SESSION_KEY)
    return next((member for member in members if member.company_id == chosen), members[0] if members else None)


class CompanyMiddleware:
    """Sets `request.member`, lazily."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = SimpleLazyObject(lambda: acting_member(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondPersonMiddleware(MiddlewareMixin):
    """An act that was sent to a colleague for approval ends on the page of its request, whatever form it came from."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NeedsSecondPerson) or not exception.next_url:
            return None
        messages.success(request, str(exception.sentence))
        return redirect(exception.next_url)
