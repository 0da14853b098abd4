"""Which company the person acts for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from companies.actions.drafts import keep_parting_text
from companies.forms.drafts import fields_in
from companies.forms.submissions import version_in
from companies.models import Company, Member
from companies.second_person import NeedsSecondPerson
from network.common.access import View

SESSION_KEY = "acting_for"
TYPING = frozenset(("companies:edit", "companies:draft"))
"""Pages to which somebody sends what he has typed."""

TOLD_FOR = timedelta(days=1)
"""How long somebody left without any company learns which one he was taken off."""


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
    found = _acting_for(chosen, members)
    if found is None and chosen and members:
        found = _acting_for(_successor_of(chosen), members)
    return found or (members[0] if members else None)


def _acting_for(company_id: int | None, members: list[Member]) -> Member | None:
    return next((member for member in members if member.company_id == company_id), None)


def _successor_of(company_id: int) -> int | None:
    """Whoever acted for a page that was merged away acts for the one that stands for it; one query, only then."""
    company = Company.objects.filter(pk=company_id, merged_into__isnull=False).first()
    return company.successor.pk if company else None


class CompanyMiddleware:
    """Sets `request.member`, lazily."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = SimpleLazyObject(lambda: acting_member(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Whoever was taken off the staff he acts for is told so; what he sends is done for no other company of his."""
        access = getattr(view, "access", None)
        if access is None or access.kind != "member" or not request.user.is_authenticated:
            return None
        ended = ended_membership(request)
        if ended is None:
            return None
        request.session.pop(SESSION_KEY, None)
        if request.method == "POST" and request.resolver_match.view_name in TYPING:
            keep_parting_text(
                company=ended.company,
                author=request.user,
                kind=kwargs["section"],
                base_version=version_in(request.POST),
                fields=fields_in(request.POST),
            )
        messages.warning(
            request,
            _("You are no longer on the staff of %(company)s. Texts you had not published are kept for you.")
            % {"company": ended.company.name},
        )
        return redirect("companies:start")


def ended_membership(request: HttpRequest) -> Member | None:
    """The membership the person acted for and has no longer; who acts for one of several has it in his session."""
    members = members_of(request)
    chosen = request.session.get(SESSION_KEY)
    if chosen is None and len(members) > 1:
        request.session[SESSION_KEY] = members[0].company_id
    if any(member.company_id == chosen for member in members) or (chosen is None and members):
        return None
    ended = Member.objects.filter(user=request.user).select_related("company").order_by("-ended_at")
    if chosen is None:
        return ended.filter(ended_at__gt=timezone.now() - TOLD_FOR).first()
    return ended.filter(company_id=chosen, ended_at__isnull=False).first()


class SecondPersonMiddleware(MiddlewareMixin):
    """An act that was sent to a colleague for approval ends on the page of its request, whatever form it came from."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NeedsSecondPerson) or not exception.next_url:
            return None
        messages.success(request, str(exception.sentence))
        return redirect(exception.next_url)
