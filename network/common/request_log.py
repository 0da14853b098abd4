"""Each request has a number that its log lines, its answer and the error page carry, and one line when it is answered."""

import logging
import re
import uuid
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

HEADER: Final = "X-Request-ID"
GIVEN_NUMBER: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
SILENT_ROUTES: Final = {"health", "ready", "metrics"}
"""Asked every few seconds by machines: logged only when they fail."""

log = logging.getLogger("network.requests")


class RequestLogMiddleware:
    """Outermost of all. Logs method, route, status and milliseconds; never a query, a body, an address or a person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _number_of(request)
        request.number = number  # type: ignore[attr-defined]
        began = perf_counter()
        with bound_contextvars(request_id=number):
            response = self.get_response(request)
            _tell(request, response, milliseconds=round((perf_counter() - began) * 1000, 1))
        response[HEADER] = number
        return response


def _number_of(request: HttpRequest) -> str:
    """The proxy's number where a proxy is trusted, else a new one."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXY_COUNT else ""
    return given if GIVEN_NUMBER.fullmatch(given) else uuid.uuid4().hex


def _tell(request: HttpRequest, response: HttpResponse, *, milliseconds: float) -> None:
    match = request.resolver_match
    if match is not None and match.view_name in SILENT_ROUTES and response.status_code < HTTPStatus.BAD_REQUEST:
        return
    is_broken = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    log.log(
        logging.ERROR if is_broken else logging.INFO,
        "answered",
        extra={
            "method": request.method,
            "route": match.route if match else "",
            "status": response.status_code,
            "milliseconds": milliseconds,
        },
    )
