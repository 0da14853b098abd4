"""Shows times in the reader's zone, and notes when a session was seen."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from network.accounts.sessions import note_seen
from network.common.middleware import BACK_OFFICE_PREFIX


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
