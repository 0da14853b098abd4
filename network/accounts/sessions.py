"""Where a person is signed in: when each session was seen, and ending them, sockets too."""

import time
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from network.accounts.models import User
from network.accounts.signals import sessions_ended
from network.common.signals import announce

SEEN_AT: Final = "seen_at"
SECONDS_BETWEEN_NOTES: Final = 15 * 60
"""A session is noted as seen at most so often: a write in each request would cost more than it tells."""


class SessionsAdapter(DefaultUserSessionsAdapter):
    """allauth ends the sessions, the apps above hear of it."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        ending = list(sessions)
        super().end_sessions(ending)
        for user_id in {session.user_id for session in ending}:
            announce(sessions_ended, user_id=user_id)


@transaction.atomic
def end_all_sessions(user: User) -> None:
    """Sign a person out everywhere; the caller forgets the session of his own request."""
    SessionsAdapter().end_sessions(UserSession.objects.filter(user=user))


def begin_session(request: HttpRequest) -> None:
    """Remember a session that did not begin through allauth's sign-in."""
    UserSession.objects.create_from_request(request)
    request.session[SEEN_AT] = int(time.time())


def note_seen(request: HttpRequest) -> None:
    """Keep when a signed-in session was last used, to the quarter of an hour; no query but then."""
    seen_at = request.session.get(SEEN_AT)
    if not isinstance(seen_at, int) or time.time() - seen_at < SECONDS_BETWEEN_NOTES:
        return
    request.session[SEEN_AT] = int(time.time())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def is_still_signed_in(session: Any, user: User) -> bool:
    """Whether a session that was open before is still there and still this person's; for sockets, which outlive requests."""
    key = getattr(session, "session_key", None)
    if key is None:
        return True
    kept = import_module(settings.SESSION_ENGINE).SessionStore(key).load()
    person = get_user_model().objects.filter(pk=user.pk, is_active=True).first()
    if person is None or kept.get(SESSION_KEY) != str(person.pk):
        return False
    return constant_time_compare(kept.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
