"""Forms of the second factor: codes and passkeys."""

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.utils.translation import gettext_lazy as _

from network.accounts.forms import in_our_words

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class CodeForm(base_forms.AuthenticateForm):
    """A code of the app, or a recovery code, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code"))
        self.fields["code"].widget.attrs |= CODE


class CodeAgainForm(base_forms.ReauthenticateForm):
    """The same, of somebody who is signed in, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code"))
        self.fields["code"].widget.attrs |= CODE


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code that the app shows"))
        self.fields["code"].widget.attrs |= CODE


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A name and a key; one that also signs in alone, when the person wants that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(
            self, name=_("Name of the passkey"), passwordless=_("Sign in with it alone, without address and password")
        )
        self.fields["name"].max_length = 60
        self.fields["name"].help_text = _("For example “Telephone” or “Key on the key ring”.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, name=_("Name of the passkey"))
