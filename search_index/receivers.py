"""When companies changed, index them again: asked through the outbox, so that no crash loses a change."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from companies.signals import companies_imported, company_changed
from listings.signals import specialties_changed
from network.common.erasing import Erased, followers
from network.common.models import ErasedKind, OutboxEvent
from network.common.outbox import handler, publish, publish_many
from network.common.signals import witness
from premium.signals import rights_changed
from search_index.actions import BATCH, index_companies
from search_index.backends.mending import forget_unused
from search_index.changes import snapshot, tell_changes
from search_index.pushes import ask_for

COMPANY_CHANGED = "company.changed"
FORGET = "index.forget"


@handler(COMPANY_CHANGED, batch=BATCH)
def index_changed_companies(events: list[OutboxEvent]) -> None:
    """One batch of changes, in their present state; ten changes of one company are indexed once."""
    ids = {int(event.key) for event in events}
    before = snapshot(ids)
    index_companies(ids)
    tell_changes(before, snapshot(ids))


@witness(company_changed)
@witness(specialties_changed)
def ask_for_indexing(company_ids: Iterable[int], **_arguments: Any) -> None:
    """Written in the transaction of the change itself."""
    publish_many(COMPANY_CHANGED, ((str(company_id), {}) for company_id in company_ids))


@receiver(rights_changed)
def index_for_their_rights(company_ids: Iterable[int], **_arguments: Any) -> None:
    """Sent inside a transaction of the outbox."""
    ask_for_indexing(company_ids)


@receiver(companies_imported)
def index_on_import(activity_codes: dict[int, str], **_arguments: Any) -> None:
    """Sent inside a transaction of the outbox."""
    ask_for_indexing(activity_codes)


def forget_company(erased: Erased) -> None:
    """The entry is gone with its company: the search server hears of it, and the words only it used are forgotten."""
    if erased.subject.kind == ErasedKind.COMPANY:
        ask_for([erased.subject.number])
        publish(FORGET, erased.subject.number)


@handler(FORGET)
def forget_words(events: list[OutboxEvent]) -> None:
    """However many companies went, the words are looked through once."""
    forget_unused()


followers.register("search_index.forget", forget_company)
