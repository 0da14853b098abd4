"""Who has which section open, and who holds its soft claim."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import EditingPresence

SILENT_AFTER = timedelta(seconds=25)
"""Open pages speak every ten seconds: two missed, and the person is gone."""
CLAIM_ENDS_AFTER = timedelta(minutes=3)
"""A soft claim ends when nothing was typed for so long."""


@dataclass(frozen=True)
class Person:
    """Somebody in a section; `is_writing` while his soft claim holds."""

    user_id: int
    name: str
    is_writing: bool
    since: datetime

    def frame(self) -> dict[str, Any]:
        """As sockets and pages say it."""
        return {"id": self.user_id, "name": self.name, "writing": self.is_writing}


def is_writing(presence: EditingPresence, now: datetime) -> bool:
    """Whether the soft claim holds."""
    return presence.typed_at is not None and presence.typed_at > now - CLAIM_ENDS_AFTER


def people_by_section(company_id: int) -> dict[str, list[Person]]:
    """Everybody present on a company's page, by section, who came first first; one query."""
    now = timezone.now()
    present = EditingPresence.objects.filter(company_id=company_id, seen_at__gt=now - SILENT_AFTER)
    found: dict[str, list[Person]] = defaultdict(list)
    for row in present.select_related("user").order_by("opened_at", "pk"):
        found[row.kind].append(Person(row.user_id, row.user.display_name, is_writing(row, now), row.opened_at))
    return dict(found)


def people_in(company_id: int, kind: str) -> list[Person]:
    """Everybody present in one section."""
    return people_by_section(company_id).get(kind, [])


WORDS: dict[str, Promise] = {
    "one_writing": _("{names} is writing here"),
    "many_writing": _("{names} are writing here"),
    "one_here": _("{names} has this section open"),
    "many_here": _("{names} have this section open"),
}
"""Also given to the page, which fills them in as people come and go."""


def words_for(people: list[Person]) -> str:
    """Who is there, in words: those who write, else those who read; empty when nobody."""
    if not people:
        return ""
    writing = [person for person in people if person.is_writing]
    shown = writing or people
    words = WORDS[f"{'many' if len(shown) > 1 else 'one'}_{'writing' if writing else 'here'}"]
    return str(words).format(names=", ".join(person.name for person in shown))


def others_in(present: dict[str, list[Person]], kind: str, reader_id: int) -> list[Person]:
    """Everybody in a section but the reader."""
    return [person for person in present.get(kind, []) if person.user_id != reader_id]
