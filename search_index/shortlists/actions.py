"""Keep a company in mind, note what the team thinks, ask several at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections.actions import request_introduction
from network.common.exceptions import Refusal
from search_index.shortlists.exceptions import OurselvesShortlisted, ShortlistFull
from search_index.shortlists.models import Shortlisted, ShortlistNote

MOST_SHORTLISTED = 60
ADDED, REMOVED = "shortlist.added", "shortlist.removed"


@dataclass(frozen=True)
class Asked:
    """What came of asking one company: `refusal` is None when the request is with it."""

    company: Company
    refusal: Refusal | None = None


@transaction.atomic
def add_to_shortlist(*, acting: Member, company: Company) -> Shortlisted:
    """Keep a company for the whole team; twice is once.

    Raises:
        OurselvesShortlisted: it is the member's own company.
        ShortlistFull: the team keeps as many as it can read.

    """
    if company.pk == acting.company_id:
        raise OurselvesShortlisted
    # Two colleagues adding at once wait for each other here, so that the limit holds.
    Company.objects.select_for_update(no_key=True).get(pk=acting.company_id)
    known = Shortlisted.objects.filter(company=acting.company, candidate=company).first()
    if known:
        return known
    if Shortlisted.objects.filter(company=acting.company).count() >= MOST_SHORTLISTED:
        raise ShortlistFull(MOST_SHORTLISTED)

    entry = Shortlisted.objects.create(company=acting.company, candidate=company, added_by=acting.user)
    record(company=acting.company, act=ADDED, acting=acting, subject=company.name)
    return entry


@transaction.atomic
def remove_from_shortlist(*, acting: Member, entry: Shortlisted) -> None:
    """Let a company go, with its notes."""
    entry.delete()
    record(company=acting.company, act=REMOVED, acting=acting, subject=entry.candidate.name)


def write_note(*, acting: Member, entry: Shortlisted, text: str) -> ShortlistNote:
    """Tell the colleagues what one thinks of a candidate."""
    return ShortlistNote.objects.create(entry=entry, author=acting.user, text=text)


def delete_note(*, note: ShortlistNote) -> None:
    """Take a note back."""
    note.delete()


def ask_for_introductions(
    *, acting: Member, companies: Iterable[Company], purpose_kind: str, purpose: str, benefit: str
) -> list[Asked]:
    """Ask each company for an introduction with the same words; each request costs its own unit.

    One refusal (it is asked already, nobody is there, no unit left) does not hold up the others.
    """
    require(acting, CompanyPermission.CONNECT)
    answers = []
    for company in companies:
        try:
            request_introduction(
                acting=acting, company=company, purpose_kind=purpose_kind, purpose=purpose, benefit=benefit
            )
            answers.append(Asked(company))
        except Refusal as refusal:
            answers.append(Asked(company, refusal))
    return answers
