"""What the import registers with the ground in `ready()`: its act in the journal, and what happens when a batch came in."""

from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.importing.sources import source_in_words
from companies.importing.writing import ARRIVED, PAGE_IMPORTED
from companies.signals import companies_imported
from network.common.models import OutboxEvent
from network.common.outbox import handler

journal.acts.register(PAGE_IMPORTED, _("opened this page from {subject}"))
journal.subject_labels.register(PAGE_IMPORTED, source_in_words)


@handler(ARRIVED, batch=1)
def tell_apps_above(events: list[OutboxEvent]) -> None:
    """Send `companies_imported` in the transaction that marks the event done: a crash between loses neither."""
    for event in events:
        codes = {int(company): code for company, code in event.payload["activity_codes"].items()}
        companies_imported.send(sender=None, activity_codes=codes)
