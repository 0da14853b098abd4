"""How allauth speaks in this house: our words, our mails, the reader's language."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.accounts.models import User
from network.accounts.ways_in import may_sign_up
from network.common.mails import build_message, words_from

logger = logging.getLogger(__name__)

WAYS = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a code of the authenticator app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own rules; our sentences and our mails."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address or the password does not match."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("That was many requests at once. Wait a minute, then try again."),
        "incorrect_code": _("This is not the code of the last mail. Check it, or ask for a new one."),
        "email_taken": _("This address has an account already: sign in, or take another address."),
        "duplicate_email": _("This address is already one of yours."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
        "unverified_email": _("Prove your address with a code first."),
        "account_inactive": _("This account is closed."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom the limits count: read from behind the trusted proxies; a request that came past them counts by its own address."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            logger.warning("fewer addresses in X-Forwarded-For than TRUSTED_PROXY_COUNT proxies add")
            return str(request.META["REMOTE_ADDR"])

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Operators may close it; who was invited comes in all the same."""
        return may_sign_up(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove once more who one is, in our words."""
        return [method | {"description": WAYS[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def save_user(self, request: HttpRequest, user: Any, form: BaseForm, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - allauth's signature
        """A new person has a name, and speaks the language of the page he signed up on."""
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The mail of `templates/<template_prefix>.txt`, in our look and in the reader's language."""
        reader = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = reader.language if isinstance(reader, User) else get_language()
        with translation.override(language):
            message = build_message(
                address=email,
                words=words_from(f"{template_prefix}.txt", {**context, "email": email}),
                link=context.get("signup_url") or context.get("password_reset_url") or "",
                code=context.get("code", ""),
            )
        try:
            message.send()
        except (OSError, smtplib.SMTPException):
            logger.exception("mail %s could not be sent", template_prefix)
            request = allauth_context.request
            messages.error(request, _("The mail could not leave just now. Wait a minute, then ask for a new code."))
