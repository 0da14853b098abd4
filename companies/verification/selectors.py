"""The page on which a company proves who it is: five rungs, each with its state and its next step."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from companies.choices import EvidenceLevel
from companies.models import Company, Evidence
from companies.selectors.evidence import MEANINGS
from companies.verification.choices import PaperKind, ProofMethod, ProofState
from companies.verification.models import DomainProof, PaperProof
from network.common.signs import EVIDENCE_NAMES


@dataclass(frozen=True)
class Way:
    """One way to reach a rung: a link, and what is known of it."""

    label: str | Promise
    url: str
    note: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class RungToProve:
    """One rung, as the company sees it."""

    level: int
    name: str
    meaning: str
    is_done: bool
    detail: str
    checked_at: datetime | None
    next_check_at: datetime | None
    ways: list[Way]


def rungs_to_prove(company: Company) -> list[RungToProve]:
    """The ladder from the lowest rung, with the ways to each; three queries."""
    held = {evidence.level: evidence for evidence in company.evidence.all()}
    proofs = {proof.method: proof for proof in company.domain_proofs.all()}
    papers: dict[str, PaperProof] = {}
    for paper in company.paper_proofs.order_by("pk"):
        papers[paper.kind] = paper
    ways = {
        EvidenceLevel.DECLARED: [],
        EvidenceLevel.MAILBOX: [_mailbox(held.get(EvidenceLevel.MAILBOX))],
        EvidenceLevel.SITE: [_site(method, proofs.get(method)) for method in (ProofMethod.DNS, ProofMethod.FILE)],
        EvidenceLevel.MANDATE: [_paper(PaperKind.MANDATE, papers.get(PaperKind.MANDATE))],
        EvidenceLevel.DOCUMENT: [_paper(PaperKind.EXTRACT, papers.get(PaperKind.EXTRACT))],
    }
    return [_rung(level, held.get(level), ways[level]) for level in EvidenceLevel]


def _rung(level: EvidenceLevel, evidence: Evidence | None, ways: list[Way]) -> RungToProve:
    return RungToProve(
        level=level,
        name=str(EVIDENCE_NAMES[level]),
        meaning=str(MEANINGS[level]),
        is_done=level == EvidenceLevel.DECLARED or evidence is not None,
        detail=evidence.detail if evidence else "",
        checked_at=evidence.checked_at if evidence else None,
        next_check_at=evidence.next_check_at if evidence else None,
        ways=ways,
    )


def _mailbox(evidence: Evidence | None) -> Way:
    label = _("Send another code") if evidence else _("Send a code")
    return Way(label, reverse("verification:mailbox"))


def _site(method: ProofMethod, proof: DomainProof | None) -> Way:
    label = _("With a DNS record") if method == ProofMethod.DNS else _("With a file on the site")
    url = reverse("verification:site", args=[method.value])
    if proof is None:
        return Way(label, url)
    note = _("being checked") if proof.is_being_checked else str(ProofState(proof.state).label)
    return Way(label, url, note, is_warning=proof.state in {ProofState.FAILING, ProofState.FALLEN, ProofState.MISSING})


def _paper(kind: PaperKind, paper: PaperProof | None) -> Way:
    labels = {PaperKind.MANDATE: _("Have a mandate signed"), PaperKind.EXTRACT: _("Send a document")}
    url = reverse("verification:paper", args=[kind.value])
    if paper is None or paper.state == "withdrawn":
        return Way(labels[kind], url)
    return Way(labels[kind], url, str(paper.get_state_display()), is_warning=paper.state == "refused")
