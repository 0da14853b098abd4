"""Saving a section of a company page: the only write path, so that nobody overwrites what he has not seen."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from companies import journal
from companies.choices import IMPORTED
from companies.exceptions import StaleSection
from companies.models import Company, Member, Section, SectionRevision
from companies.permissions import require
from companies.second_person import Act, asks, pass_gate
from companies.sections import LONGEST_REASON, Content, section_kinds, section_of
from companies.signals import company_changed, section_published
from network.common.activity import tell_activity
from network.common.signals import announce

SAVED = "page.section_saved"
RESTORED = "page.section_restored"
CONFIRMED = "page.section_confirmed"

IDENTITY_SAVED = "page.identity_saved"
IDENTITY = "identity"
"""The kind of section that says who the company is: a second person for it is another choice than for the rest of the page."""


@asks
@transaction.atomic
def save_section(  # noqa: PLR0913 - the one write path says all of a version: whose, what, on which, why
    *,
    acting: Member | None,
    kind: str,
    content: Content,
    base_version: int,
    company: Company | None = None,
    reason: str = "",
    restored_from: int | None = None,
    system: str = "",
    approval: int | None = None,
) -> Section:
    """Publish the next version of a section, with the reason why, at most `LONGEST_REASON` characters.

    `base_version` is the version the text was written on: 0 for the first. Without `acting`, `company` and `system`
    (the name of the import, the demonstration) say for whom and by whom. A content that is already published is only
    confirmed: no version is added. `approval` is the request that a second person approved.

    Raises:
        RoleTooSmall: the member may not edit the page.
        StaleSection: a newer version was published meanwhile; it carries both texts, and nothing changed.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    company = _company_to_edit(acting, company, kind, system)
    _lock(company)
    section = section_of(company, kind)
    if section.version and section.content == content:
        return _confirm(section, timezone.now())
    _refuse_stale(section, content, base_version)
    _check(acting, section, content)
    pass_gate(acting, publication(kind, content, base_version, reason, restored_from), approval)

    reason = reason.strip()[:LONGEST_REASON]
    _write(
        section,
        SectionRevision(
            content=content,
            author=acting.user if acting else None,
            source=system,
            reason=reason,
            restored_from=restored_from,
        ),
    )
    section_kinds[kind].project(company, content)

    journal.record(
        company=company,
        act=SAVED,
        acting=acting,
        subject=kind,
        details={"version": section.version} | ({"reason": reason} if reason else {}),
        system=system,
    )
    if acting:
        _tell_once_a_day(company)
    announce(company_changed, company_ids=[company.pk])
    announce(
        section_published,
        company_id=company.pk,
        kind=kind,
        version=section.version,
        user=acting.user if acting else None,
    )
    return section


@asks
@transaction.atomic
def restore_section(*, acting: Member, kind: str, version: int, base_version: int, reason: str = "") -> Section:
    """Publish an earlier text again, as the next version.

    Raises:
        SectionRevision.DoesNotExist: the section never had this version.
        StaleSection: a newer version was published meanwhile.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    revision = SectionRevision.objects.get(section__company=acting.company, section__kind=kind, version=version)
    section = save_section(
        acting=acting,
        kind=kind,
        content=revision.content,
        base_version=base_version,
        reason=reason,
        restored_from=version,
    )
    journal.record(company=acting.company, act=RESTORED, acting=acting, subject=kind, details={"version": version})
    return section


@transaction.atomic
def confirm_section(*, acting: Member, kind: str) -> Section:
    """Say "still true": the section is fresh again, its text and version stay.

    Raises:
        RoleTooSmall: the member may not edit the page.

    """
    _company_to_edit(acting, None, kind, system="")
    _lock(acting.company)
    section = section_of(acting.company, kind)
    if section.version == 0:
        return section
    _confirm(section, timezone.now())
    journal.record(company=acting.company, act=CONFIRMED, acting=acting, subject=kind)
    return section


def publication(kind: str, content: Content, base_version: int, reason: str, restored_from: int | None = None) -> Act:
    """The act of publishing a text, as a second person is asked for it."""
    return Act(
        IDENTITY_SAVED if kind == IDENTITY else SAVED,
        subject=kind,
        name=kind,
        payload={
            "section": kind,
            "content": content,
            "base_version": base_version,
            "reason": reason,
            "restored_from": restored_from,
        },
    )


def _company_to_edit(acting: Member | None, company: Company | None, kind: str, system: str) -> Company:
    permission = section_kinds[kind].permission
    if acting is not None:
        if permission:
            require(acting, permission)
        return acting.company
    if company is None or not system:
        raise ValueError("name the company and the system that writes, or the member who acts")
    return company


def _tell_once_a_day(company: Company) -> None:
    """Followers read once a day that a page was updated, however often it was saved."""
    tell_activity(f"updated:{company.pk}:{timezone.now():%Y-%m-%d}", "updated", company_id=company.pk)


def _lock(company: Company) -> None:
    """The company's row is locked rather than the section's: a first version has no row of its own yet."""
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=company.pk)


def _check(acting: Member | None, section: Section, content: Content) -> None:
    check = section_kinds[section.kind].check
    if check is not None and acting is not None:
        check(acting, section.content, content)


def _confirm(section: Section, moment: datetime) -> Section:
    section.confirmed_at = moment
    section.save(update_fields=["confirmed_at"])
    announce(company_changed, company_ids=[section.company_id])
    return section


def _write(section: Section, revision: SectionRevision) -> None:
    before = None if section.version or section_kinds[section.kind].is_empty(section.content) else section.content
    section.version += 1
    section.content = revision.content
    section.saved_by = revision.author
    section.saved_at = section.confirmed_at = timezone.now()
    section.save()
    if before is not None:
        SectionRevision.objects.create(
            section=section, version=0, content=before, source=IMPORTED, saved_at=section.company.created_at
        )
    revision.section, revision.version, revision.saved_at = section, section.version, section.saved_at
    revision.save()


def _refuse_stale(section: Section, mine: Content, base_version: int) -> None:
    """Nobody publishes over a version he has not seen."""
    if section.version == base_version:
        return
    base = SectionRevision.objects.filter(section_id=section.pk, version=base_version).first()
    raise StaleSection(
        mine=mine,
        base=base.content if base else dict(section_kinds[section.kind].empty),
        theirs=section,
        base_version=base_version,
    )
