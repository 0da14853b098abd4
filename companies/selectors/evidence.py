"""The ladder of identity evidence, as the page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices import EvidenceLevel
from companies.models import Company, Evidence
from network.common.signs import EVIDENCE_NAMES

MEANINGS = {
    EvidenceLevel.DECLARED: gettext_lazy("The company gave its name and its number itself."),
    EvidenceLevel.MAILBOX: gettext_lazy("Somebody of the company reads mail on the domain of its website."),
    EvidenceLevel.SITE: gettext_lazy("Whoever keeps the domain of the company published a line we asked for."),
    EvidenceLevel.MANDATE: gettext_lazy("A legal representative signed that these people act for the company."),
    EvidenceLevel.DOCUMENT: gettext_lazy("An operator compared an official document with what the company declares."),
}
"""What each rung proves, in one sentence."""


@dataclass(frozen=True)
class Rung:
    """One method: what was seen, when, and when it is looked at again."""

    name: str
    detail: str
    is_done: bool
    level: int = 0
    meaning: str | Promise = ""
    evidence: Evidence | None = None
    """What was seen, when, and when it is looked at again; None for the lowest rung and for those not reached."""


@dataclass(frozen=True)
class Ladder:
    """The rungs, highest first, and the mark beside the name."""

    level: int
    name: str
    steps: list[Rung]


def ladder_of(company: Company, *, declared_as: str = "") -> Ladder:
    """Read the rungs; `declared_as` is the number the company gave."""
    held = {evidence.level: evidence for evidence in company.evidence.all()} if company.evidence_level > 1 else {}
    steps = [
        Rung(
            str(EVIDENCE_NAMES[level]),
            _detail(held.get(level)),
            is_done=level in held,
            level=level,
            meaning=MEANINGS[EvidenceLevel(level)],
            evidence=held.get(level),
        )
        for level in sorted(EvidenceLevel.values, reverse=True)
        if level != EvidenceLevel.DECLARED
    ]
    lowest = EvidenceLevel.DECLARED
    steps.append(Rung(str(EVIDENCE_NAMES[lowest]), declared_as, is_done=True, level=lowest, meaning=MEANINGS[lowest]))
    return Ladder(company.evidence_level, str(EVIDENCE_NAMES[company.evidence_level]), steps)


def _detail(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    checked = _("Checked on %(date)s.") % {"date": _day(evidence.checked_at)}
    seen = f"{evidence.detail}. " if evidence.detail else ""
    again = _("Next check: %(date)s.") % {"date": _day(evidence.next_check_at)} if evidence.next_check_at else ""
    return f"{seen}{checked} {again}".strip()


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")
