"""What a person changes about himself, and what an operator does for who is locked out."""

from functools import partial
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from network.accounts.models import Language, Theme, User
from network.accounts.operators import RESTORE_ACCESS
from network.accounts.second_factor import factors_of
from network.accounts.sessions import end_all_sessions
from network.accounts.signals import second_factor_removed
from network.common.exceptions import Forbidden, Refusal
from network.common.signals import announce

SECOND_FACTOR_REMOVED: Final = "accounts.second_factor_removed"


class UnknownPreference(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(_("This language or appearance does not exist."))


def prefer(*, user: User, language: str = "", theme: str = "") -> None:
    """Change language or appearance; an empty value leaves it.

    Raises:
        UnknownPreference: no such language or appearance.

    """
    check_preferences(language=language, theme=theme)
    user.language = language or user.language
    user.theme = theme or user.theme
    user.save(update_fields=["language", "theme"])


def check_preferences(*, language: str, theme: str) -> None:
    """Refuse what is neither empty nor known.

    Raises:
        UnknownPreference: no such language or appearance.

    """
    if (language and language not in Language.values) or (theme and theme not in Theme.values):
        raise UnknownPreference


class NotForOneself(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You may not do this, or not for yourself. Ask another operator."))


class NoSecondFactor(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This person has no second factor any more. Nothing was changed."))


@transaction.atomic
def remove_second_factor(*, operator: User, user: User, reason: str) -> None:
    """Take a lost second factor away, recovery codes too, and sign the person out everywhere; he is told, with the reason.

    Raises:
        NotForOneself: the operator may not, or speaks of himself.
        NoSecondFactor: there is none.

    """
    if operator.pk == user.pk or not operator.has_perm(RESTORE_ACCESS):
        raise NotForOneself
    user = User.objects.select_for_update().get(pk=user.pk)
    if not factors_of(user.pk).exists():
        raise NoSecondFactor
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user)
    log(instance=user, action=SECOND_FACTOR_REMOVED, user=operator, data={"reason": reason})
    announce(second_factor_removed, user=user, reason=reason)
    context = {"user": user, "reason": reason}
    transaction.on_commit(partial(get_adapter().send_mail, "account/email/second_factor_lost", user.email, context))
