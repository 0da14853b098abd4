"""Views of the ground: language choice, style guide, error pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.static import serve

from network.common.access import public
from network.common.styleguide import context as sample_context


@public
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the site in his language: cookie, then browser, then French."""
    return redirect(f"/{get_language_from_request(request)}/")


@public
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address where no page told them of the mark."""
    return redirect(static("network/mark.svg"), permanent=True)


@public
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Public uploads such as logos; in production the proxy serves them, and private ones are never below MEDIA_ROOT."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name longer than any file may have
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in development only."""
    language = request.GET.get("language", "fr")
    with translation.override(language if language in dict(settings.LANGUAGES) else "fr"):
        return render(request, "styleguide.html", sample_context(request.GET.get("theme", "")))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
