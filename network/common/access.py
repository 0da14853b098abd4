"""Who may enter a view: each view carries a declaration, and a test fails for one without."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """The declaration a view carries as `view.access`: kind is public, signed_in, member or operator."""

    kind: str
    permission: str = ""


def public(view: View) -> View:
    """Everybody may enter, signed in or not."""
    view.access = Access("public")  # type: ignore[attr-defined]
    return login_not_required(view)


def signed_in(view: View) -> View:
    """Any signed-in person may enter; LoginRequiredMiddleware sends others to the sign-in page."""
    view.access = Access("signed_in")  # type: ignore[attr-defined]
    return view


def operator(permission: str) -> Callable[[View], View]:
    """Operators of the network who hold `permission` (`app_label.codename`) may enter."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = Access("operator", permission)  # type: ignore[attr-defined]
        return guarded

    return decorate
