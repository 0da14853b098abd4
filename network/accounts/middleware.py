"""Shows times in the reader's zone, and notes when a session was seen."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from network.accounts.second_factor import has_second_factor
from network.accounts.sessions import note_seen
from network.common.middleware import BACK_OFFICE_PREFIX

ENTER = "wagtailadmin.access_admin"


class PreferencesMiddleware:
    """Activates the signed-in person's time zone for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "_auth_user_id" not in request.session:
            return self.get_response(request)
        note_seen(request)
        try:
            zone = zoneinfo.ZoneInfo(request.user.time_zone)
        except (AttributeError, ValueError, zoneinfo.ZoneInfoNotFoundError):
            return self.get_response(request)
        if request.path.startswith(BACK_OFFICE_PREFIX):
            self.speak_to(request)
        with timezone.override(zone):
            return self.get_response(request)

    def speak_to(self, request: HttpRequest) -> None:
        """The back office has no language in its address: it speaks the person's own."""
        language = request.user.language  # type: ignore[union-attr]
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]


class OperatorMiddleware:
    """Leads an operator without a second factor to setting one up before the back office opens (`OPERATORS_NEED_SECOND_FACTOR`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.OPERATORS_NEED_SECOND_FACTOR and request.path.startswith(BACK_OFFICE_PREFIX):
            user = request.user
            if user.is_authenticated and user.has_perm(ENTER) and not has_second_factor(user):
                messages.warning(request, _("The back office needs a second factor. Set yours up, then come back."))
                return redirect("mfa_index")
        return self.get_response(request)
