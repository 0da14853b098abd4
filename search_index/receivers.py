"""When companies changed, index them again: asked through the outbox, so that no crash loses a change."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from companies.signals import companies_imported, company_changed
from listings.signals import specialties_changed
from network.common.models import OutboxEvent
from network.common.outbox import handler, publish_many
from network.common.signals import witness
from premium.signals import rights_changed
from search_index.actions import BATCH, index_companies
from search_index.changes import snapshot, tell_changes

COMPANY_CHANGED = "company.changed"


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
