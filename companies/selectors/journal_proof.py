"""Prove the chain of journals: stream every sealed entry once, and name the first broken link of each company."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _

from companies.chain import BEFORE_THE_FIRST, author_digest, entry_hash
from companies.models import JournalEntry, JournalHead

ROWS_AT_ONCE = 2000


class Difference(TextChoices):
    """What a broken link shows."""

    MISSING = "missing", _("an entry is missing here")
    AUTHOR = "author", _("the author is not the one that was sealed")
    CONTENT = "content", _("act, subject, details, time or place in the chain was changed")
    PREVIOUS = "previous", _("it does not follow from the entry before")
    BEYOND = "beyond", _("it stands behind the sealed end of the chain")
    HEAD = "head", _("the sealed end of the chain is not this entry")


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken link of one company."""

    company: str
    number: int
    difference: Difference


@dataclass(slots=True)
class Proof:
    """What was checked. `waiting` entries are written and not sealed yet; `blanked` ones no longer name their author."""

    companies: int = 0
    entries: int = 0
    blanked: int = 0
    waiting: int = 0
    broken: list[Broken] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.broken


@dataclass(slots=True)
class _Chain:
    """How far one company's chain has been followed."""

    company_id: int
    slug: str
    count: int
    hash: str
    number: int = 0
    last_hash: str = BEFORE_THE_FIRST
    difference: Difference | None = None

    def follow(self, entry: JournalEntry) -> None:
        """Go one link on; after the first broken one only count."""
        if self.difference is None:
            self.difference = self._difference(entry)
            self.number += 1
            self.last_hash = entry.hash

    def _difference(self, entry: JournalEntry) -> Difference | None:
        checks = (
            (entry.number != self.number + 1, Difference.MISSING),
            (self.number + 1 > self.count, Difference.BEYOND),
            (not _author_fits(entry), Difference.AUTHOR),
            (entry.hash != entry_hash(entry), Difference.CONTENT),
            (entry.previous_hash != self.last_hash, Difference.PREVIOUS),
        )
        return next((difference for is_wrong, difference in checks if is_wrong), None)

    def end(self) -> Broken | None:
        """Compare the end with the head, which does not forget a tail that was cut off."""
        if self.difference is None and self.number < self.count:
            self.number += 1
            self.difference = Difference.MISSING
        elif self.difference is None and self.last_hash != self.hash:
            self.difference = Difference.HEAD
        return Broken(self.slug, self.number, self.difference) if self.difference else None


def prove(company_id: int | None = None, tell: Callable[[], None] = lambda: None) -> Proof:
    """Check every link of one company or of all; memory does not grow with the journal. `tell` hears of each entry."""
    proof = Proof()
    chosen = {} if company_id is None else {"company_id": company_id}
    chain: _Chain | None = None
    for entry in _sealed(chosen):
        if chain is None or chain.company_id != entry.company_id:
            _close(chain, proof)
            chain = _Chain(entry.company_id, entry.slug, entry.head_count or 0, entry.head_hash or "")
        chain.follow(entry)
        proof.entries += 1
        proof.blanked += not entry.author_salt
        tell()
    _close(chain, proof)
    _note_emptied(proof, chosen)
    proof.waiting = JournalEntry.objects.filter(number=None, **chosen).count()
    return proof


def _sealed(chosen: dict[str, int]) -> Iterable[Any]:
    """Entries in the order of their chains, each with the slug of its company and what the head knows."""
    entries = JournalEntry.objects.filter(number__isnull=False, **chosen).annotate(
        slug=F("company__slug"),
        head_count=F("company__journal_head__count"),
        head_hash=F("company__journal_head__hash"),
    )
    return entries.order_by("company_id", "number").iterator(chunk_size=ROWS_AT_ONCE)


def _author_fits(entry: JournalEntry) -> bool:
    """The sealed author, or nobody any more: a blanked author proves nothing and names nobody."""
    if not entry.author_salt:
        return entry.author_id is None and entry.author_number is None and not entry.author_name
    return entry.author_id in {None, entry.author_number} and entry.author_digest == author_digest(entry)


def _close(chain: _Chain | None, proof: Proof) -> None:
    if chain is None:
        return
    proof.companies += 1
    broken = chain.end()
    if broken:
        proof.broken.append(broken)


def _note_emptied(proof: Proof, chosen: dict[str, int]) -> None:
    """Chains of which only the head is left."""
    left = JournalEntry.objects.filter(company_id=OuterRef("company_id"), number__isnull=False)
    heads = JournalHead.objects.filter(~Exists(left), count__gt=0, **chosen)
    for slug in heads.values_list("company__slug", flat=True):
        proof.companies += 1
        proof.broken.append(Broken(slug, 1, Difference.MISSING))
