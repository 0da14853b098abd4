"""Pages of the back office on which an operator decides; every decision is an action."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.actions.categories import confirm_category, refuse_category_change
from companies.actions.claims import approve_claim, refuse_claim
from companies.actions.page_notices import answer_page_notice, hide_company, show_company
from companies.choices import Category, RequestState
from companies.dossier import panels_for
from companies.forms.office import CategoryDecisionForm, NoticeAnswerForm, ReasonForm
from companies.models import CategoryChange, Claim, Company, PageNotice
from companies.operators import ANSWER_NOTICES, CHANGE_COMPANIES, DECIDE_CLAIMS, VIEW_COMPANIES
from companies.selectors.office import rival_claims
from network.common.access import operator
from network.common.exceptions import Refusal


@operator(VIEW_COMPANIES)
def dossier(request: HttpRequest, company_id: int) -> HttpResponse:
    """Everything about one company that this operator may see; one query a panel, however much is in it."""
    found = get_object_or_404(Company, pk=company_id)
    shown = panels_for(request.user, found)
    context = {
        "company": found,
        "filled": [panel for panel in shown if panel.lines],
        "empty": [panel for panel in shown if not panel.lines],
    }
    return render(request, "companies/office/dossier.html", context)


@operator(CHANGE_COMPANIES)
def company(request: HttpRequest, company_id: int) -> HttpResponse:
    """One company: its category to confirm, a request for another one, hiding and showing."""
    found = get_object_or_404(Company, pk=company_id)
    change = found.category_changes.filter(state=RequestState.PENDING).select_related("asked_by").first()
    wanted = change.category if change else found.category
    planned = request.GET.get("category") if request.GET.get("category") in Category.values else wanted
    form = CategoryDecisionForm(initial={"category": planned})
    reason = ReasonForm()
    if request.method == "POST":
        there = reverse("company_office:company", args=[company_id])
        if "look" in request.POST:
            return redirect(f"{there}?{urlencode({'category': request.POST.get('category', '')})}")
        decisions = {
            "confirm": lambda: _confirm(request, found),
            "refuse": lambda: _refuse_change(request, found),
            "hide": lambda: hide_company(operator=request.user, company=found),
            "show": lambda: show_company(operator=request.user, company=found),
        }
        return _decided(request, decisions, redirect(there))
    context = {
        "company": found,
        "form": form,
        "planned": CategoryChange(company=found, category=planned) if planned != found.category else None,
        "reason": reason,
        "change": change,
        "records": found.imported_records.all()[:5],
    }
    return render(request, "companies/office/company.html", context)


@operator(DECIDE_CLAIMS)
def claims(request: HttpRequest, company_id: int) -> HttpResponse:
    """All claims of one page, side by side."""
    found = get_object_or_404(Company, pk=company_id)
    context = {"company": found, "claims": rival_claims(found), "reason": ReasonForm()}
    return render(request, "companies/office/claims.html", context)


@require_POST
@operator(DECIDE_CLAIMS)
def decide_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Approve or refuse one claim."""
    claim = get_object_or_404(Claim.objects.select_related("company", "user"), pk=claim_id)
    decisions = {
        "approve": lambda: approve_claim(operator=request.user, claim=claim),
        "refuse": lambda: refuse_claim(operator=request.user, claim=claim, reason=_reason(request)),
    }
    return _decided(request, decisions, redirect("company_office:claims", claim.company_id))


@operator(DECIDE_CLAIMS)
def document(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The document of a claim; private, never under a public address."""
    claim = get_object_or_404(Claim, pk=claim_id)
    if not claim.document or not claim.document.storage.exists(claim.document.name):
        raise Http404
    return FileResponse(claim.document.open("rb"), as_attachment=True, filename=claim.document.name.rpartition("/")[2])


@operator(ANSWER_NOTICES)
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One request about a page: hide the page if it must go, then answer."""
    found = get_object_or_404(PageNotice.objects.select_related("company", "decided_by"), pk=notice_id)
    form = NoticeAnswerForm(request.POST if {"done", "decline"} & request.POST.keys() else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        decisions = {
            "hide": lambda: hide_company(operator=request.user, company=found.company),
            "show": lambda: show_company(operator=request.user, company=found.company),
            "done": lambda: _answer(request, found, form, is_done=True),
            "decline": lambda: _answer(request, found, form, is_done=False),
        }
        return _decided(request, decisions, redirect("company_office:notice", notice_id))
    return render(request, "companies/office/notice.html", {"notice": found, "form": form})


def _decided(request: HttpRequest, decisions: dict[str, Callable[[], object]], there: HttpResponse) -> HttpResponse:
    """Do the one decision whose button was pressed; a refusal is said on the page the operator comes back to."""
    pressed = next((name for name in decisions if name in request.POST), None)
    if pressed is None:
        return there
    try:
        decisions[pressed]()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Done."))
    return there


def _confirm(request: HttpRequest, found: Company) -> None:
    form = CategoryDecisionForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Choose a category of the list."))
    confirm_category(operator=request.user, company=found, category=form.cleaned_data["category"])


def _refuse_change(request: HttpRequest, found: Company) -> None:
    change = found.category_changes.filter(state=RequestState.PENDING).first()
    if change is not None:
        refuse_category_change(operator=request.user, change=change, reason=_reason(request))


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Say why: the person must know what to bring next time."))
    return str(form.cleaned_data["reason"])


def _answer(request: HttpRequest, found: PageNotice, form: NoticeAnswerForm, *, is_done: bool) -> None:
    answer_page_notice(operator=request.user, notice=found, is_done=is_done, answer=form.cleaned_data["answer"])
