"""The second factor of a person: whether there is one, and how allauth keeps and names it in this house."""

import base64
import hashlib
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.accounts.models import User

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one that is lost."""

NAME_OF_SITE: Final = "Comptoir"
PURPOSE: Final = b"network.accounts.second_factor:"


def has_second_factor(user: User) -> bool:
    """Whether signing in asks the person for more than a password; one query."""
    return factors_of(user.pk).exists()


def factors_of(user_id: Any) -> QuerySet[Authenticator]:
    """What signing in asks a person for besides the first proof; `user_id` may be an `OuterRef`."""
    return Authenticator.objects.filter(user=user_id, type__in=FACTORS)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's own rules; our sentences, and secrets that a copy of the database alone does not give away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Wait for the next one, then try again."),
        "unverified_email": _("Prove your address with a code first."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a second factor: set one up first."),
        "cannot_delete_authenticator": _("This second factor cannot be removed now."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was given.

        Raises:
            InvalidToken: SECRET_KEY is another one than when it was kept (and not among SECRET_KEY_FALLBACKS).

        """
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's signature
        """What a passkey is called until its owner names it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return NAME_OF_SITE


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + str(key).encode()).digest())) for key in keys
    )
