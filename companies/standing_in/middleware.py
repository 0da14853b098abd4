"""While an operator acts for somebody, the pages of members are that person's; powers, money and personal pages stay closed."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from companies.middleware import SESSION_KEY
from companies.operators_at_work import CLOSED, working
from companies.standing_in.actions import end, note_act
from companies.standing_in.exceptions import OnlyInPerson
from companies.standing_in.models import StandIn
from companies.standing_in.operators import STAND_IN
from network.common.access import View
from network.common.middleware import BACK_OFFICE_PREFIX

STANDING_KEY: Final = "standing_in"
FORMER_KEY: Final = "standing_in_former"
"""For which of his own companies the operator acted before."""

READING: Final = frozenset(("GET", "HEAD", "OPTIONS"))
FIRST_ERROR: Final = 400


def standing_of(request: HttpRequest) -> StandIn | None:
    """What the session says that this operator began, ended or not; two queries, only while there is one."""
    key = request.session.get(STANDING_KEY)
    if key is None or not request.user.is_authenticated:
        return None
    found = StandIn.objects.select_related("person", "company", "operator")
    return found.filter(pk=key, operator=request.user.pk).first()


def leave_session(request: HttpRequest) -> None:
    """The operator acts for his own company again, if he has one."""
    request.session.pop(STANDING_KEY, None)
    former = request.session.pop(FORMER_KEY, None)
    request.session.pop(SESSION_KEY, None)
    if former is not None:
        request.session[SESSION_KEY] = former
    request.stand_in = None  # type: ignore[attr-defined]


class StandInMiddleware:
    """Puts the person in the operator's place for the pages of members and the public ones, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if STANDING_KEY not in request.session:
            return self.get_response(request)
        standing = standing_of(request)
        member = standing.member() if standing and standing.is_running else None
        if standing is None or member is None or not request.user.has_perm(STAND_IN):
            self._close(request, standing)
            return self.get_response(request)
        request.stand_in, request.stood_for = standing, member  # type: ignore[attr-defined]
        if request.path.startswith(BACK_OFFICE_PREFIX):
            return self.get_response(request)
        return self._serve(request, standing)

    def _close(self, request: HttpRequest, standing: StandIn | None) -> None:
        if standing is not None:
            end(standing=standing)
        leave_session(request)
        messages.warning(request, _("Acting for somebody has ended: its time is over. You are yourself again."))

    def _serve(self, request: HttpRequest, standing: StandIn) -> HttpResponse:
        """Looking leaves no trace at all; each written act stands in the journal, in the same transaction."""
        with working(standing.operator) as work, transaction.atomic():
            response = self.get_response(request)
            if request.user.pk == standing.person_id:
                if request.method in READING:
                    transaction.set_rollback(True)
                elif response.status_code < FIRST_ERROR and not work.written:
                    note_act(standing=standing, address=request.path)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Become the person, refuse, or stay oneself (the back office, signing out, forms of visitors)."""
        standing = getattr(request, "stand_in", None)
        access = getattr(view, "access", None)
        if standing is None or access is None or access.kind == "operator":
            return None
        if access.kind == "public":
            if request.method in READING:
                self._become(request, standing)
            return None
        self._become(request, standing)
        if is_closed(view):
            return render(request, OnlyInPerson.template, {"refusal": OnlyInPerson()}, status=OnlyInPerson.status)
        return None

    def _become(self, request: HttpRequest, standing: StandIn) -> None:
        member = request.stood_for  # type: ignore[attr-defined]
        member.user = standing.person
        request.user, request.memberships = standing.person, [member]  # type: ignore[attr-defined]


def is_closed(view: View) -> bool:
    """Whether only the person himself enters: his own pages, powers, money, letters."""
    access = view.access  # type: ignore[attr-defined]
    if access.kind != "member" or access.permission in CLOSED:
        return True
    return getattr(view, "asks_again", False) or getattr(view, "in_person", False)
