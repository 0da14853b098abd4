"""Telling people about requests, each in his language, and writing the journal."""

from collections.abc import Iterable

from django.utils import translation

from companies import journal
from companies.approvals.models import ApprovalRequest
from companies.models import Member
from network.accounts.models import User
from network.notifications.actions import notify

ASKED = "approvals.asked"
APPROVED = "approvals.approved"
SENT_BACK = "approvals.sent_back"
WITHDRAWN = "approvals.withdrawn"
OVERTAKEN = "approvals.overtaken"
DEPUTY = "approvals.deputy_asked"
TIMED_OUT = "approvals.timed_out"
ALONE = "approvals.alone"
RULES = "approvals.rules"


def tell(users: Iterable[User | None], kind: str, request: ApprovalRequest, *, by: str = "") -> None:
    """Send one kind of news; the words of the act are those of each reader's language."""
    readers: dict[str, list[User]] = {}
    for user in users:
        if user is not None:
            readers.setdefault(user.language, []).append(user)
    for language, people in readers.items():
        with translation.override(language):
            words = str(request.words)
        arguments = {"name": by, "company": request.company.name, "act": words, "comment": request.comment}
        notify(people, kind, arguments=arguments, url=request.get_absolute_url(), company_id=request.company_id)


def note(request: ApprovalRequest, act: str, acting: Member | None, *, system: str = "") -> None:
    """One line of the company's journal about a request."""
    journal.record(
        company=request.company,
        act=act,
        acting=acting,
        subject=journal_subject(request.act, request.name),
        details={"request": request.pk},
        system=system,
    )


def journal_subject(act: str, name: str) -> str:
    return f"{act}:{name}"
