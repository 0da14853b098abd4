"""What a person changes about himself."""

from django.utils.translation import gettext_lazy as _

from network.accounts.models import Language, Theme, User
from network.common.exceptions import Refusal


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
