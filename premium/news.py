"""What premium tells people: each reader gets the name of the pack in his own language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import override

from network.accounts.models import User
from network.notifications.actions import notify
from premium.models import Pack


def tell(readers: Iterable[User], kind: str, *, pack: Pack, url: str, company_id: int, **words: str) -> None:
    """Notify once each; `words` are the other words of the news, besides `{pack}`."""
    people = list(readers)
    for language in dict(settings.LANGUAGES):
        speaking = [person for person in people if person.language == language]
        if speaking:
            with override(language):
                arguments = {**words, "pack": pack.name}
            notify(speaking, kind, arguments=arguments, url=url, company_id=company_id)
