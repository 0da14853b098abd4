"""When somebody has signed in, his session begins to be seen, and he has just proven who he is."""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from network.accounts.models import User
from network.accounts.sessions import SEEN_AT


@receiver(user_logged_in)
def see_session(request: HttpRequest, user: User, **_: Any) -> None:
    """Allauth records no proof of who signs up with a password and confirms the address in the same visit."""
    request.session[SEEN_AT] = int(time.time())
    if not get_authentication_records(request, user):
        record_authentication(request, user, method="signing_up")
