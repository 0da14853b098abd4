"""Second person: what the company chose, the requests, one request to decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import in_person, member_required
from companies.approvals import selectors
from companies.approvals.actions.asking import withdraw_request
from companies.approvals.actions.deciding import approve_request, send_back_request
from companies.approvals.actions.rules import set_rules
from companies.approvals.choices import DEFAULT_HOURS, ApprovalState
from companies.approvals.exceptions import NobodyElse
from companies.approvals.forms import RulesForm, SendBackForm
from companies.approvals.models import ApprovalRequest
from companies.approvals.permissions import may_see, rule_of
from companies.models import Member
from companies.permissions import may, require
from companies.roles import CompanyPermission
from companies.second_person import kinds
from network.accounts.reauthentication import proven_again


@require_safe
@member_required()
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what became of the rest."""
    context = {
        "requests": selectors.requests_page(request.member, request.GET.get("page")),
        "may_choose": may(request.member, CompanyPermission.MANAGE_STAFF),
    }
    return render(request, "approvals/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.MANAGE_STAFF)
@proven_again()
def choice(request: HttpRequest) -> HttpResponse:
    """Which acts need a second person."""
    member, refusal = request.member, None
    form = RulesForm(request.POST or None, acting=member, initial=_present(member))
    if form.is_valid():
        try:
            set_rules(acting=member, **form.cleaned_data)
        except NobodyElse as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved: this is what needs a second person from now on."))
            return redirect("approvals:choice")
    context = {"form": form, "refusal": refusal, "choices": selectors.choices_page(member)}
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "approvals/choice.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required()
@proven_again()
def request_(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change, in words; a POST approves it or sends it back."""
    asked = _asked(request.member, pk)
    form = SendBackForm(request.POST if "send_back" in request.POST else None)
    if request.method == "POST" and "send_back" not in request.POST:
        return _approve(request, asked)
    if form.is_valid():
        send_back_request(acting=request.member, request=asked, comment=form.cleaned_data["comment"])
        messages.success(request, _("Sent back with your comment."))
        return redirect("approvals:requests")
    context = {"shown": selectors.request_page(request.member, asked), "form": form}
    return render(request, "approvals/request.html", context, status=422 if form.errors else 200)


@require_POST
@member_required()
@in_person
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    asked = withdraw_request(acting=request.member, request=_asked(request.member, pk))
    messages.success(request, _("The request is withdrawn. What you wrote is kept for you."))
    return redirect(asked.change_url or "approvals:requests")


def _approve(request: HttpRequest, asked: ApprovalRequest) -> HttpResponse:
    decided = approve_request(acting=request.member, request=asked)
    if decided.state == ApprovalState.OVERTAKEN:
        messages.warning(
            request,
            _("Something else came first, so nothing was overwritten. Your colleague was told and can ask again."),
        )
        return redirect("approvals:request", decided.pk)
    messages.success(request, _("Approved: it is done."))
    return redirect("approvals:requests")


def _asked(member: Member, pk: int) -> ApprovalRequest:
    """A request of the company; refused when the member has no part in it."""
    rows = ApprovalRequest.objects.of_company(member).select_related("company", "requested_by", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    if not may_see(member, found, rule_of(found.company_id, found.kind)):
        require(member, kinds[found.kind].permission)
    return found


def _present(member: Member) -> dict[str, object]:
    """The choice as it is."""
    rules = selectors.rules_of(member)
    first = next(iter(rules.values()), None)
    return {
        "kinds": list(rules),
        "deputy": first.deputy_id if first else None,
        "hours": first.hours if first else DEFAULT_HOURS,
    }
