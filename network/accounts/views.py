"""Pages of one's own account; sign-in, sign-up and passwords are allauth's views in our look."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from network.accounts import actions, demo, sessions
from network.accounts.forms import SettingsForm
from network.accounts.languages import address_in
from network.accounts.models import DemoAccount
from network.common import page_slots
from network.common.access import public, signed_in

A_YEAR = 365 * 24 * 3600
ALLAUTH_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    """Name, language, time zone and appearance."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with translation.override(user.language):
            messages.success(request, _("Your settings are saved."))
            return _remembering(redirect("accounts:settings"), user.language, user.theme)
    foot = page_slots.fillings("account.foot", request, request.user)
    return render(request, "accounts/settings.html", {"form": form, "foot": foot})


@public
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Language and appearance from any page: kept with the person, or in cookies for a visitor; back to the same page."""
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    actions.check_preferences(language=language, theme=theme)
    if request.user.is_authenticated:
        actions.prefer(user=request.user, language=language, theme=theme)
    page = safe_next(request) or "/"
    return _remembering(redirect(address_in(page, language) if language else page), language, theme)


@public
def demo_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts of the demonstration network, one for each role; not mounted in production."""
    accounts = DemoAccount.objects.select_related("user")
    return render(request, "accounts/demo.html", {"accounts": accounts, "password": demo.PASSWORD})


@public
@require_POST
def enter_demo_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Sign in as a person of the demonstration network; not mounted in production."""
    account = get_object_or_404(DemoAccount.objects.select_related("user"), pk=account_id)
    login(request, account.user, backend=ALLAUTH_BACKEND)
    record_authentication(request, account.user, method="demonstration")
    sessions.begin_session(request)
    return redirect(safe_next(request) or reverse(django_settings.LOGIN_REDIRECT_URL))


@signed_in
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the person, this one too."""
    sessions.end_all_sessions(request.user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect(django_settings.ACCOUNT_LOGOUT_REDIRECT_URL)


def safe_next(request: HttpRequest) -> str:
    """The page to go back to, when it is one of ours."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


def _remembering(response: HttpResponse, language: str, theme: str) -> HttpResponse:
    """Cookies for the pages before sign-in: the language of the front page, and the appearance."""
    options: dict[str, Any] = {
        "max_age": A_YEAR,
        "samesite": "Lax",
        "secure": django_settings.SESSION_COOKIE_SECURE,
        "httponly": True,
    }
    if language:
        response.set_cookie(django_settings.LANGUAGE_COOKIE_NAME, language, **options)
    if theme:
        response.set_cookie("theme", theme, **options)
    return response
