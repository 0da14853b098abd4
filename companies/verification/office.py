"""The page on which an operator reads one paper and decides."""

from datetime import timedelta

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.forms.office import ReasonForm
from companies.selectors.legal import legal_notice_of
from companies.verification.actions.papers import approve_paper, refuse_paper
from companies.verification.forms import ApprovalForm
from companies.verification.models import PaperProof
from companies.verification.operators import CHECK_PAPERS
from network.common.access import operator
from network.common.exceptions import Refusal

USUAL_TERM = timedelta(days=365)


@operator(CHECK_PAPERS)
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """One paper with everything it is compared with; approve until a day, or refuse with a reason."""
    found = get_object_or_404(PaperProof.objects.select_related("company", "asked_by", "decided_by"), pk=paper_id)
    approval = ApprovalForm(
        request.POST if "approve" in request.POST else None,
        initial={"valid_until": timezone.localdate() + USUAL_TERM},
    )
    reason = ReasonForm(request.POST if "refuse" in request.POST else None)
    try:
        if approval.is_bound and approval.is_valid():
            approve_paper(operator=request.user, paper=found, valid_until=approval.cleaned_data["valid_until"])
            return _done(request, found)
        if reason.is_bound and reason.is_valid():
            refuse_paper(operator=request.user, paper=found, reason=reason.cleaned_data["reason"])
            return _done(request, found)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("verification_office:paper", paper_id)
    context = {
        "paper": found,
        "company": found.company,
        "legal": legal_notice_of(found.company, ""),
        "places": found.company.places.all(),
        "evidence": found.company.evidence.all(),
        "earlier": found.company.paper_proofs.exclude(pk=found.pk).select_related("decided_by")[:10],
        "approval": approval,
        "reason": reason,
    }
    return render(request, "verification/office/paper.html", context)


@operator(CHECK_PAPERS)
def file(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The file itself; private, and gone a month after the decision."""
    found = get_object_or_404(PaperProof, pk=paper_id)
    if not found.file or not found.file.storage.exists(found.file.name):
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file.name.rpartition("/")[2])


def _done(request: HttpRequest, found: PaperProof) -> HttpResponse:
    messages.success(request, _("Done."))
    return redirect("verification_office:paper", found.pk)
