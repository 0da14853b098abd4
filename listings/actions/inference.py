"""Infer specialties from activity codes, in bulk, for companies that have not spoken themselves."""

from collections.abc import Iterable, Mapping
from itertools import islice

from django.db import transaction

from companies.models import Company, Section
from listings.choices import SpecialtyOrigin
from listings.models import ActivityCode, CompanySpecialty
from listings.signals import specialties_changed
from network.common.signals import announce

BATCH = 500


def infer_specialties(activity_codes: Mapping[int, str]) -> int:
    """Write the inferred specialty of each company (id to SIC code); return how many companies changed.

    A company that saved its section "specialties" has spoken: it is left alone for good.
    Doing it again changes nothing.
    """
    table = _table(set(activity_codes.values()))
    remaining = iter(activity_codes.items())
    changed = 0
    while batch := dict(islice(remaining, BATCH)):
        changed += _infer_batch(batch, table)
    return changed


def infer_again(code: str) -> int:
    """After an operator changed an entry of the table: its companies follow; return how many changed."""
    companies = Company.objects.filter(activity_code__startswith=code)
    return infer_specialties(dict(companies.values_list("pk", "activity_code")))


@transaction.atomic
def _infer_batch(batch: Mapping[int, str], table: Mapping[str, int | None]) -> int:
    spoken = set(Section.objects.filter(company__in=batch, kind="specialties").values_list("company", flat=True))
    present = dict(CompanySpecialty.objects.inferred().filter(company__in=batch).values_list("company", "specialty"))
    wanted = {company: table[code] for company, code in batch.items() if company not in spoken}
    changed = [company for company, specialty in wanted.items() if present.get(company) != specialty]
    CompanySpecialty.objects.inferred().filter(company__in=changed).delete()
    CompanySpecialty.objects.bulk_create(
        CompanySpecialty(company_id=company, specialty_id=specialty, origin=SpecialtyOrigin.INFERRED)
        for company in changed
        if (specialty := wanted[company]) is not None
    )
    if changed:
        announce(specialties_changed, company_ids=changed)
    return len(changed)


def _lock(companies: Iterable[int]) -> None:
    """As saving a section does: else a company speaks while we guess, and both stand on its page."""
    rows = Company.objects.select_for_update(no_key=True).filter(pk__in=list(companies))
    list(rows.order_by("pk").values_list("pk"))


def _table(codes: Iterable[str]) -> dict[str, int | None]:
    """Each code with the specialty its longest entry names; one query."""
    entries = dict(ActivityCode.objects.values_list("code", "specialty"))
    return {code: _longest(code, entries) for code in codes}


def _longest(code: str, entries: Mapping[str, int | None]) -> int | None:
    for length in range(len(code), 0, -1):
        if code[:length] in entries:
            return entries[code[:length]]
    return None
