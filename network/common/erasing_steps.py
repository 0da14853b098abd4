"""What is forgotten outside the tables' own columns: sessions, and the mails that the embedded mode keeps as files."""

import logging
from collections.abc import Iterable
from email import message_from_string, policy
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

END_OF_A_MAIL: Final = "-" * 79
ROWS_AT_A_TIME: Final = 500


def end_sessions(person: Any) -> int:
    """Delete the sessions of a person; they are signed text, so that each has to be opened."""
    theirs = [
        session.session_key
        for session in Session.objects.iterator(chunk_size=ROWS_AT_A_TIME)
        if str(session.get_decoded().get(SESSION_KEY, "")) == str(person.number)
    ]
    for start in range(0, len(theirs), ROWS_AT_A_TIME):
        Session.objects.filter(session_key__in=theirs[start : start + ROWS_AT_A_TIME]).delete()
    return len(theirs)


def forget_cached() -> None:
    """Empty the cache: whatever is there can be made again, and may name somebody under any key.

    On a Redis server only our own keys go, as the queue may live in the same database. The memory of another process keeps
    its answers for a day at most (the card of a page).
    """
    cache = caches["default"]
    if not isinstance(cache, RedisCache):
        cache.clear()
        return
    client = cache._cache.get_client()  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no way to name keys
    for key in client.scan_iter(match=cache.make_key("*"), count=ROWS_AT_A_TIME):
        client.delete(key)


def forget_mail_files(needles: Iterable[str]) -> int:
    """Take every mail that holds one of the texts out of the files of the embedded mode; how many."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return 0
    wanted = [needle.casefold() for needle in needles if needle]
    return sum(_forget_in(file, wanted) for file in Path(folder).iterdir() if file.is_file())


def _forget_in(file: Path, needles: list[str]) -> int:
    mails = [mail for mail in file.read_text().split(f"{END_OF_A_MAIL}\n") if mail.strip()]
    others = [mail for mail in mails if not any(needle in _words_of(mail) for needle in needles)]
    if len(others) == len(mails):
        return 0
    if others:
        file.write_text("".join(f"{mail}{END_OF_A_MAIL}\n" for mail in others))
    else:
        file.unlink()
    return len(mails) - len(others)


def _words_of(mail: str) -> str:
    """Everything that can be read in a mail: its headers, and its texts decoded."""
    message = message_from_string(mail, policy=policy.default)
    texts = [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([mail, *(str(value) for value in message.values()), *texts]).casefold()
