"""Forms of people: sign-in, sign-up, preferences."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm


class LoginForm(AllauthLoginForm):
    """Address and password."""


class SignupForm(AllauthSignupForm):
    """Address, name and password."""
