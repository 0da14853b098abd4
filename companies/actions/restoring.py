"""Putting the whole page on line again as it was at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from companies import journal
from companies.actions.sections import save_section
from companies.exceptions import PageMoved, StaleSection
from companies.models import Member, Section, SectionRevision
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from companies.selectors.page_history import page_then

PAGE_RESTORED = "page.restored"


@dataclass(frozen=True)
class Restored:
    """Sections that are on line again, and those that a second person has to approve first."""

    sections: list[Section]
    asked: list[NeedsSecondPerson]


@transaction.atomic
def restore_page(
    *, acting: Member, revision: SectionRevision, base_versions: Mapping[str, int], reason: str = ""
) -> Restored:
    """Publish again every section that differs from the page as it was right after `revision`; all of them or none.

    `base_versions` are the versions the member had before him when he confirmed. Sections in which each person answers for
    himself stay as they are.

    Raises:
        RoleTooSmall: the member may not edit the page.
        PageMoved: some sections were published meanwhile, or were not among those confirmed; nothing was changed.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    restored, moved, asked = [], [], []
    for then in page_then(acting.company, revision).changes:
        try:
            section = save_section(
                acting=acting,
                kind=then.kind.key,
                content=then.content,
                base_version=base_versions.get(then.kind.key, -1),
                reason=reason,
                restored_from=then.version,
            )
        except StaleSection:
            moved.append(then.kind.label)
        except NeedsSecondPerson as needed:
            asked.append(needed)
        else:
            restored.append(section)
    if moved:
        raise PageMoved(moved)
    if restored:
        journal.record(
            company=acting.company,
            act=PAGE_RESTORED,
            acting=acting,
            subject=revision.saved_at.isoformat(timespec="minutes"),
            details={"sections": [section.kind for section in restored], "revision": revision.pk},
        )
    return Restored(restored, asked)
