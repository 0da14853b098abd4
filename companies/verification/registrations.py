"""What verification gives to the apps below: journal acts, kinds of news, a box on "Our page"."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.choices import EvidenceLevel
from companies.contacts import contact_sources
from companies.models import Company
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.verification.actions import papers, telling
from companies.verification.choices import PaperKind, ProofMethod
from companies.verification.models import DomainProof
from network.common import page_slots
from network.common.signs import EVIDENCE_NAMES
from network.notifications.kinds import NotificationKind, register


def paper_label(kind: str) -> str:
    """The name of a paper for the journal."""
    return str(PaperKind(kind).label) if kind in PaperKind.values else kind


for act, wording in (
    (papers.SENT, _("sent a paper to the operator ({subject})")),
    (papers.WITHDRAWN, _("withdrew a paper ({subject})")),
    (papers.REFUSED, _("did not accept a paper ({subject})")),
    (papers.DELETED, _("deleted the file of a decided paper ({subject})")),
):
    journal.acts.register(act, wording)
    journal.subject_labels.register(act, paper_label)


class NewsOfARung(NotificationKind):
    """Its level and its day are kept as a number and a date, and written in the reader's language."""

    def subject_for(self, arguments: dict[str, Any]) -> str:
        return super().subject_for(_named(arguments))

    def body_for(self, arguments: dict[str, Any]) -> str:
        return super().body_for(_named(arguments))


def _named(arguments: dict[str, Any]) -> dict[str, Any]:
    words = {**arguments, "rung": str(EVIDENCE_NAMES[int(arguments["level"])])}
    if "day" in arguments:
        words["day"] = date_format(date.fromisoformat(arguments["day"]))
    return words


for news in (
    NewsOfARung(
        telling.FAILING,
        "circle-alert",
        _("The proof of {domain} is no longer found"),
        _(
            "The line that proves {domain} for {company} was not found today. We look every day; after seven days the evidence “{rung}” falls. Publish the line again, then have it checked."
        ),
        label=_("A proof of our identity is in danger or falls"),
    ),
    NewsOfARung(
        telling.FELL,
        "circle-x",
        _("{company} has lost the evidence “{rung}”"),
        _("What proved it no longer holds. You can prove it again at any time; it is free."),
        label=_("A proof of our identity has fallen"),
    ),
    NewsOfARung(
        telling.ENDING,
        "clock",
        _("The evidence “{rung}” of {company} ends soon"),
        _("It holds until {day}. Prove it again before, and nothing changes on your page."),
        label=_("A proof of our identity ends soon"),
    ),
    NewsOfARung(
        telling.PAPER_APPROVED,
        "badge-check",
        _("The evidence “{rung}” of {company} is there"),
        _("An operator read your paper and accepted it. It holds until {day}."),
        label=_("A paper we sent is accepted"),
    ),
    NewsOfARung(
        telling.PAPER_REFUSED,
        "circle-x",
        _("A paper of {company} was not accepted"),
        _("An operator read it and could not accept it as “{rung}”.\n\n{reason}\n\nYou can send another one."),
        label=_("A paper we sent is not accepted"),
    ),
):
    register(news)


def proven_mailbox(company: Company) -> list[str]:
    """The mailbox that once gave its code back."""
    proofs = DomainProof.objects.filter(company=company, method=ProofMethod.MAILBOX)
    return list(proofs.values_list("email", flat=True))


contact_sources.register("verification", proven_mailbox)


def box(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """On "Our page": the rung we stand on and the way to the next, for whoever may climb."""
    if not may(request.member, CompanyPermission.MANAGE_IDENTITY):  # type: ignore[attr-defined]
        return None
    return {"company": company, "is_on_top": company.evidence_level == max(EvidenceLevel.values)}


page_slots.register("our_page.aside", 5, "verification/box.html", box)
