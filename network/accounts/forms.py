"""Forms of people: sign-in, sign-up, passwords, addresses, settings."""

import zoneinfo
from functools import cache
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context as allauth_context
from django import forms
from django.utils.translation import gettext_lazy as _

from network.accounts.models import User
from network.accounts.ways_in import SIGN_UP_IS_OPEN, invited_address

ADDRESS = _("Work e-mail address")
ENOUGH = _("At least 10 characters.")


def in_our_words(form: forms.BaseForm, **labels: Any) -> None:
    """Give allauth's fields our labels; a placeholder that repeats the label goes."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, login=ADDRESS, password=_("Password"), remember=_("Stay signed in on this device"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(allauth_forms.SignupForm):
    """Name, address and password, once."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("Your colleagues see it. Other companies see the company."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=ADDRESS, password1=_("Password"))
        self.fields["password1"].help_text = ENOUGH

    def clean_email(self) -> str:
        """While sign-up is closed an invitation opens it for its own address alone."""
        email: str = super().clean_email()
        if not SIGN_UP_IS_OPEN.now():
            invited = invited_address(allauth_context.request)
            if email.casefold() != invited.casefold():
                raise forms.ValidationError(
                    _("New accounts are closed just now. Take the address that was invited: %(email)s.")
                    % {"email": invited}
                )
        return email


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(
            self, oldpassword=_("Present password"), password1=_("New password"), password2=_("New password, once more")
        )
        self.fields["password1"].help_text = ENOUGH


class SetPasswordForm(allauth_forms.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password1=_("Password"), password2=_("Password, once more"))
        self.fields["password1"].help_text = ENOUGH


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password after a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password1=_("New password"), password2=_("New password, once more"))
        self.fields["password1"].help_text = ENOUGH


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """The address of an account whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=ADDRESS)


class AddEmailForm(allauth_forms.AddEmailForm):
    """One more address for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=_("Another e-mail address"))


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code of a mail that proves an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code of the mail"))
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}


class PasswordCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code of a mail that allows a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code of the mail"))
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """The address to which a code for signing in goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=ADDRESS)
        self.fields["email"].widget.attrs["autocomplete"] = "username"


class LoginCodeForm(allauth_forms.ConfirmLoginCodeForm):
    """The code of a mail that signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, code=_("Code of the mail"))
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    """The password of somebody who is signed in, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, password=_("Password"))
        self.fields["password"].widget.attrs |= {"autocomplete": "current-password", "autofocus": True}


@cache
def time_zones() -> list[tuple[str, str]]:
    """Every zone of a place, "Europe/Paris" shown as "Europe / Paris"."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    names = sorted(name for name in zoneinfo.available_timezones() if name.startswith(regions))
    return [("UTC", "UTC")] + [(name, name.replace("_", " ").replace("/", " / ")) for name in names]


class SettingsForm(forms.ModelForm):
    """Name, language, time zone and appearance."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Times on the pages are shown in it.")
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone", "theme"]
        labels = {"name": _("Your name"), "theme": _("Appearance")}
        help_texts = {"language": _("Of the pages and of the mails you get.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class ReasonForm(forms.Form):
    """Why an operator does it; the person reads it."""

    reason = forms.CharField(
        label=_("Reason given to the person"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
