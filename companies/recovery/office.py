"""The page on which operators compare and decide recoveries."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.forms.office import ReasonForm
from companies.models import Member
from companies.recovery.actions.deciding import approve_recovery, refuse_recovery
from companies.recovery.models import RecoveryRequest
from companies.recovery.operators import DECIDE_RECOVERIES
from network.common.access import operator
from network.common.exceptions import Refusal


@operator(DECIDE_RECOVERIES)
def recovery(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """One request with everything to compare: approve (twice, by two), or refuse with a reason."""
    requests = RecoveryRequest.objects.select_related("company", "user", "first_approved_by", "second_approved_by")
    found = get_object_or_404(requests, pk=recovery_id)
    reason = ReasonForm(request.POST if "refuse" in request.POST else None)
    is_decided = "approve" in request.POST or (reason.is_bound and reason.is_valid())
    if is_decided:
        try:
            if "approve" in request.POST:
                approve_recovery(operator=request.user, request=found)
            else:
                refuse_recovery(operator=request.user, request=found, reason=reason.cleaned_data["reason"])
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Done."))
        return redirect("recovery_office:recovery", recovery_id)
    context = {
        "recovery": found,
        "company": found.company,
        "staff": Member.objects.filter(company=found.company)
        .select_related("user", "custom_role")
        .order_by("ended_at", "pk")[:50],
        "rivals": RecoveryRequest.objects.filter(company=found.company).exclude(pk=found.pk).select_related("user"),
        "reason": reason,
        "is_first": found.first_approved_by_id == request.user.pk,
    }
    return render(request, "recovery/office/recovery.html", context)


@operator(DECIDE_RECOVERIES)
def document(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """The document of a request; private, gone with the decision."""
    found = get_object_or_404(RecoveryRequest, pk=recovery_id)
    if not found.document or not found.document.storage.exists(found.document.name):
        raise Http404
    name = found.document.name.rpartition("/")[2]
    return FileResponse(found.document.open("rb"), as_attachment=True, filename=name)
