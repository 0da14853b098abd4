"""Pictures that were sent and never published: nobody sees them, and after a term they go."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from companies.models import Company, Section, SectionDraft, SectionRevision
from companies.pictures.actions import KIND
from companies.pictures.models import WIDTHS, Picture
from companies.waiting_texts import waiting_texts

KEPT_UNPUBLISHED: Final = timedelta(days=30)
LOOKED_AT_FOR: Final = timedelta(days=180)
"""How long after that it is looked at each day; then it was published, or a draft keeps it."""


def forget_unpublished() -> int:
    """Delete pictures sent a month ago that no version, draft, planned text or request names; how many. Safe to repeat."""
    until = timezone.now() - KEPT_UNPUBLISHED
    old = Picture.objects.there().filter(sent_at__lt=until, sent_at__gte=until - LOOKED_AT_FOR)
    companies = old.order_by().values_list("company_id", flat=True).distinct()
    return sum(_forget_of(company_id, old) for company_id in list(companies))


@transaction.atomic
def _forget_of(company_id: int, old: Any) -> int:
    """Under the lock of the company, which publishing a picture takes too."""
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=company_id)
    named = set(_numbers_named(company_id))
    unnamed = [picture for picture in old.filter(company_id=company_id) if picture.pk not in named]
    Picture.objects.filter(pk__in=[picture.pk for picture in unnamed]).delete()
    files = [(each.file.storage, name) for each in unnamed for name in (each.file.name, *map(each.name_of, WIDTHS))]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
    return len(unnamed)


def _numbers_named(company_id: int) -> Iterator[int]:
    """Every number in a text that could name a picture: rather too many."""
    of_company = {"company_id": company_id, "kind": KIND}
    yield from _numbers(list(Section.objects.filter(**of_company).values_list("content", flat=True)))
    revisions = SectionRevision.objects.filter(section__company_id=company_id, section__kind=KIND)
    yield from _numbers(list(revisions.values_list("content", flat=True)))
    yield from _numbers(list(SectionDraft.objects.filter(**of_company).values_list("fields", "set_aside")))
    for texts_of in waiting_texts:
        yield from _numbers(list(texts_of(company_id)))


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _numbers(each)
    elif isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdigit()):
        yield int(value)
