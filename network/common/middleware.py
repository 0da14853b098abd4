"""Middleware of the ground: compression, language, content policy, unreadable addresses, refusals."""

from collections.abc import Callable
from http import HTTPStatus

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from network.common.exceptions import Refusal

BACK_OFFICE_PREFIX = "/back-office/"
COMPRESSIBLE = {"application/javascript", "application/json", "application/xml", "image/svg+xml"}


class CompressionMiddleware(GZipMiddleware):
    """Compresses text: pages, and static files that were not compressed when they were built; pictures and fonts are already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind.startswith("text/") or kind in COMPRESSIBLE:
            return super().process_response(request, response)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, kept under our name so that the order of languages is decided in one place: address, then cookie, then browser."""


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, the back office's own under its address."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(BACK_OFFICE_PREFIX):
            response._csp_replace = settings.BACK_OFFICE_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's own way
        return super().process_response(request, response)


class ReadableAddressMiddleware:
    """A NUL byte is in no text that anybody typed, and PostgreSQL fails on it: such an address is answered with 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)


class RefusalMiddleware(MiddlewareMixin):
    """Shows a refusal as a page (or a fragment for htmx) with its sentence and its next step."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return render(request, exception.template, {"refusal": exception}, status=exception.status)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """An address that only takes forms, opened by hand or by the language switch, is a page rather than a blank one."""
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        if request.path.startswith(BACK_OFFICE_PREFIX):
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page
