"""Papers: sent by the company, read and decided by an operator, deleted a month after."""

from datetime import date, datetime, time

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from companies import journal
from companies.actions.evidence import record_evidence
from companies.choices import RequestState
from companies.exceptions import AlreadyDecided
from companies.models import Company, Member
from companies.operators import OPERATOR_NAME, require_operator
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.verification.actions.telling import PAPER_APPROVED, PAPER_REFUSED, tell_staff
from companies.verification.choices import LEVEL_OF_PAPER, PaperKind
from companies.verification.exceptions import OwnCompany, PaperWaits
from companies.verification.models import PaperProof
from companies.verification.operators import CHECK_PAPERS
from network.accounts.models import User

SENT = "verification.paper_sent"
WITHDRAWN = "verification.paper_withdrawn"
REFUSED = "verification.paper_refused"
DELETED = "verification.paper_deleted"


@transaction.atomic
def send_paper(
    *, acting: Member, kind: str, file: File, signatory: str = "", signatory_function: str = ""
) -> PaperProof:
    """Give a paper to the operators.

    Raises:
        RoleTooSmall: the member may not change the identity.
        PaperWaits: one of this kind is with them already.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    try:
        with transaction.atomic():
            paper = PaperProof.objects.create(
                company=acting.company,
                kind=kind,
                file=file,
                signatory=signatory,
                signatory_function=signatory_function,
                asked_by=acting.user,
            )
    except IntegrityError as error:
        raise PaperWaits from error
    journal.record(company=acting.company, act=SENT, acting=acting, subject=kind)
    return paper


@transaction.atomic
def withdraw_paper(*, acting: Member, paper: PaperProof) -> None:
    """Take a paper back; its file is deleted.

    Raises:
        RoleTooSmall: the member may not change the identity.
        AlreadyDecided: an operator decided meanwhile.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    paper = _waiting(paper)
    paper.state, paper.decided_at = RequestState.WITHDRAWN, timezone.now()
    _forget_file(paper)
    paper.save(update_fields=["state", "decided_at", "file"])
    journal.record(company=acting.company, act=WITHDRAWN, acting=acting, subject=paper.kind)


@transaction.atomic
def approve_paper(*, operator: User, paper: PaperProof, valid_until: date) -> PaperProof:
    """The paper proves the company until a day: its rung stands until then.

    Raises:
        NotAnOperator, OwnCompany, AlreadyDecided: nothing was changed.

    """
    paper = _decide(operator, paper, RequestState.APPROVED)
    paper.valid_until = valid_until
    paper.save(update_fields=["state", "decided_by", "decided_at", "valid_until"])
    level = LEVEL_OF_PAPER[PaperKind(paper.kind)]
    ends_at = timezone.make_aware(datetime.combine(valid_until, time.max))
    record_evidence(company=paper.company, level=level, detail=paper.signatory, next_check_at=ends_at)
    tell_staff(paper.company, PAPER_APPROVED, level=level, day=valid_until.isoformat())
    return paper


@transaction.atomic
def refuse_paper(*, operator: User, paper: PaperProof, reason: str) -> PaperProof:
    """The paper does not prove it; the company reads why and may send another.

    Raises:
        NotAnOperator, OwnCompany, AlreadyDecided: nothing was changed.

    """
    paper = _decide(operator, paper, RequestState.REFUSED)
    paper.reason = reason
    paper.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    journal.record(company=paper.company, act=REFUSED, system=OPERATOR_NAME, subject=paper.kind)
    tell_staff(paper.company, PAPER_REFUSED, level=LEVEL_OF_PAPER[PaperKind(paper.kind)], reason=reason)
    return paper


def delete_old_files() -> int:
    """Delete the files nobody needs any more, each with its line in the journal; how many."""
    return sum(_delete(paper_id) for paper_id in PaperProof.objects.with_file_to_delete().values_list("pk", flat=True))


@transaction.atomic
def _delete(paper_id: int) -> bool:
    papers = PaperProof.objects.select_for_update(of=("self",)).select_related("company")
    paper = papers.with_file_to_delete().filter(pk=paper_id).first()
    if paper is None:
        return False
    _forget_file(paper)
    paper.save(update_fields=["file"])
    journal.record(company=paper.company, act=DELETED, system=OPERATOR_NAME, subject=paper.kind)
    return True


def _decide(operator: User, paper: PaperProof, state: str) -> PaperProof:
    require_operator(operator, CHECK_PAPERS)
    if Member.objects.active().filter(company_id=paper.company_id, user=operator).exists():
        raise OwnCompany
    Company.objects.select_for_update(no_key=True).get(pk=paper.company_id)
    paper = _waiting(paper)
    paper.state, paper.decided_by, paper.decided_at = state, operator, timezone.now()
    return paper


def _waiting(paper: PaperProof) -> PaperProof:
    papers = PaperProof.objects.select_for_update(of=("self",)).select_related("company")
    locked = papers.get(pk=paper.pk)
    if locked.state != RequestState.PENDING:
        raise AlreadyDecided
    return locked


def _forget_file(paper: PaperProof) -> None:
    """The row lets go of it now, the disk once that has committed."""
    if paper.file:
        storage, name = paper.file.storage, paper.file.name
        paper.file = ""
        transaction.on_commit(lambda: storage.delete(name))
