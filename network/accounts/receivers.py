"""When somebody has signed in, his session begins to be seen."""

import time
from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from network.accounts.sessions import SEEN_AT


@receiver(user_logged_in)
def see_session(request: HttpRequest, **_: Any) -> None:
    request.session[SEEN_AT] = int(time.time())
