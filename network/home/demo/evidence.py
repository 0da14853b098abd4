"""Evidence of the demonstration network: what each company has proven, with the proofs that are looked at again."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from companies.actions.evidence import ONE_YEAR
from companies.choices import EvidenceLevel
from companies.models import Company, Evidence, Member
from companies.verification.actions.domains import WHERE
from companies.verification.actions.papers import send_paper
from companies.verification.choices import SITE_AGAIN_AFTER, PaperKind, ProofMethod, ProofState
from companies.verification.domains import domain_of, token_of
from companies.verification.models import DomainProof


def give_evidence(company: Company, level: int) -> None:
    """Every rung up to a level, as if it had been proven just now."""
    now, domain = timezone.now(), domain_of(company)
    details = {EvidenceLevel.MAILBOX: domain, EvidenceLevel.SITE: f"{domain}, {WHERE[ProofMethod.DNS]}"}
    methods = {EvidenceLevel.MAILBOX: ProofMethod.MAILBOX, EvidenceLevel.SITE: ProofMethod.DNS}
    reached = [rung for rung in EvidenceLevel if EvidenceLevel.DECLARED < rung <= level]
    again = {rung: now + (SITE_AGAIN_AFTER if rung == EvidenceLevel.SITE else ONE_YEAR) for rung in reached}
    Evidence.objects.bulk_create(
        Evidence(company=company, level=rung, detail=details.get(rung, ""), checked_at=now, next_check_at=again[rung])
        for rung in reached
    )
    DomainProof.objects.bulk_create(
        DomainProof(
            company=company,
            domain=domain,
            method=methods[rung],
            state=ProofState.PROVEN,
            token=token_of(company, domain) if rung == EvidenceLevel.SITE else "",
            email=f"contact@{domain}" if rung == EvidenceLevel.MAILBOX else "",
            last_checked_at=now,
            next_check_at=again[rung],
        )
        for rung in reached
        if rung in methods
    )


def send_example_paper(member: Member) -> None:
    """A document that waits for the operator."""
    sheet = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(sheet).text((60, 60), f"EXTRAIT DU REGISTRE (EXEMPLE)\n\n{member.company.name}", fill="black")
    drawn = BytesIO()
    sheet.save(drawn, "PNG")
    send_paper(acting=member, kind=PaperKind.EXTRACT, file=ContentFile(drawn.getvalue(), name="extrait.png"))
