"""Before powers and money: who is signed in proves once more who he is, unless he has just signed in."""

import time
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from network.common.access import View


def has_just_proven(request: HttpRequest) -> bool:
    """Whether the person signed in or proved himself again within `ACCOUNT_REAUTHENTICATION_TIMEOUT` seconds; no query then.

    Somebody with neither password nor second factor signs in by codes only and has nothing else to prove it with.
    """
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT or not get_reauthentication_flows(request.user)


def proven_again(*, reading: bool = False) -> Any:
    """Wrap a view below its declaration of access: a POST, and with `reading` also opening it, asks who is there.

    What was sent waits and is done once the person has proven himself (allauth keeps it in the session). Forms with a
    file ask when they are opened: a file cannot wait.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (reading or request.method == "POST") and not has_just_proven(request):
                raise ReauthenticationRequired
            return view(request, *args, **kwargs)

        guarded.asks_again = True  # type: ignore[attr-defined]
        return guarded

    return decorate
