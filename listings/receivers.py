"""When companies came in, infer their specialties; when the operator edited the taxonomy, tell who shows it."""

from typing import Any

from django.dispatch import receiver

from companies.signals import companies_imported
from listings.actions.inference import BATCH, infer_again, infer_specialties
from listings.actions.taxonomy import CODE_KEPT, SPECIALTY_KEPT
from listings.models import CompanySpecialty
from listings.signals import specialties_changed
from network.common.models import OutboxEvent
from network.common.outbox import handler
from network.common.signals import announce


@receiver(companies_imported)
def infer_on_import(activity_codes: dict[int, str], **_arguments: Any) -> None:
    infer_specialties(activity_codes)


@handler(SPECIALTY_KEPT)
def tell_companies_of_specialty(events: list[OutboxEvent]) -> None:
    companies = (
        CompanySpecialty.objects.within({event.key for event in events})
        .order_by("company")
        .values_list("company", flat=True)
        .distinct()
    )
    ids = list(companies)
    for start in range(0, len(ids), BATCH):
        announce(specialties_changed, company_ids=ids[start : start + BATCH])


@handler(CODE_KEPT)
def infer_on_edited_code(events: list[OutboxEvent]) -> None:
    for code in {event.key for event in events}:
        infer_again(code)
