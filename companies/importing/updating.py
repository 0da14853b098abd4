"""A known row changed: its page follows, except where staff have spoken."""

from typing import Final

from django.utils.translation import gettext as _

from companies.actions.sections import IMPORTED as SYSTEM
from companies.actions.sections import save_section
from companies.choices import IdentifierStatus
from companies.exceptions import StaleSection
from companies.identifiers import ReadIdentifier
from companies.importing.matching import Judged
from companies.importing.outcomes import Outcome
from companies.importing.pages import identifiers_of, register_facts, sections_of
from companies.importing.reading import CompanyRow
from companies.importing.writing import Run, delivered, tell_of_arrival
from companies.models import Company, Identifier, ImportedRecord, Section, SectionRevision
from companies.sections import Content, section_kinds, section_of
from companies.signals import company_changed
from network.common.signals import announce

FEEDING: Final = frozenset({Outcome.CREATED.value, Outcome.DOUBTFUL.value})
"""Only the row that made a page goes on feeding it; a row matched later adds nothing to it."""


def follow_changed_row(item: Judged, run: Run) -> str:
    """Keep the new row and bring the page up to date; return what was left alone, as a sentence or nothing."""
    record, company = item.record, item.company
    if record is None or company is None:
        raise ValueError("only a known row can have changed")
    ImportedRecord.objects.filter(pk=record.pk).update(
        batch=run.batch, digest=item.row.fingerprint, row=delivered(item.row), imported_at=run.moment
    )
    if record.outcome not in FEEDING:
        return ""
    _follow_register(company, item, run)
    kept = [kind for kind, content in sections_of(item.row).items() if not _follow_section(company, kind, content, run)]
    if not kept:
        return ""
    return _("Left alone, because staff edited it: %(sections)s.") % {
        "sections": ", ".join(str(section_kinds[kind].label) for kind in kept)
    }


def _follow_section(company: Company, kind: str, content: Content, run: Run) -> bool:
    """Save the section through the one write path; False when staff have edited it or save it right now."""
    section = section_of(company, kind)
    if section.version and section.content == content:
        return True
    if _is_edited_by_staff(section):
        return False
    try:
        save_section(
            acting=None,
            company=company,
            system=SYSTEM,
            kind=kind,
            content=content,
            base_version=section.version,
            reason=run.source,
        )
    except StaleSection:
        return False
    return True


def _is_edited_by_staff(section: Section) -> bool:
    if section.pk is None:
        return False
    return SectionRevision.objects.filter(section=section).exclude(source=SYSTEM).exists()


def _follow_register(company: Company, item: Judged, run: Run) -> None:
    """Bring name, activity and number of an unclaimed page up to date; a confirmed category stays."""
    if company.is_claimed:
        return
    facts = register_facts(item.row)
    if company.category_confirmed_at is not None:
        del facts["category"]
    changed = {name: value for name, value in facts.items() if getattr(company, name) != value}
    if changed:
        Company.objects.filter(pk=company.pk, claimed_at__isnull=True).update(updated_at=run.moment, **changed)
        company.refresh_from_db()
        announce(company_changed, company_ids=[company.pk])
    if "activity_code" in changed:
        tell_of_arrival({company.pk: company.activity_code}, run)
    _follow_number(company, item.row, item.identifier, run)


def _follow_number(company: Company, row: CompanyRow, read: ReadIdentifier, run: Run) -> None:
    """Replace the numbers this source gave; one that another page holds stays declared."""
    given = Identifier.objects.filter(company=company, source=run.source)
    holders = Identifier.objects.filter(
        country=read.country,
        status=IdentifierStatus.VALID,
        scheme__in=[scheme for scheme, _value in read.keys],
        value__in=[value for _scheme, value in read.keys],
    ).exclude(company=company)
    wanted = identifiers_of(company, read, run.source, is_disputed=holders.exists())
    if {(number.scheme, number.value, number.status) for number in given} == {
        (number.scheme, number.value, number.status) for number in wanted
    }:
        return
    given.delete()
    Identifier.objects.bulk_create(wanted, ignore_conflicts=True)
    announce(company_changed, company_ids=[company.pk])
