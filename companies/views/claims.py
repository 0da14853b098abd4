"""The claim of a page ("this is my company"): its state, the private draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.actions.claims import CLAIMS_ARE_OPEN, save_claim_draft, submit_claim, withdraw_claim
from companies.choices import RequestState
from companies.claim_checks import domain_of_site, mailbox_is_of_site
from companies.exceptions import ClaimsClosed
from companies.forms.claims import ClaimForm
from companies.middleware import members_of
from companies.models import Claim, Company
from companies.sections import section_kinds, section_of
from companies.views.founding import sign_up_first
from network.accounts.models import User
from network.common.access import public, signed_in


@public
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Claim a page, or see how far the claim is."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    is_open = company.is_claimed or CLAIMS_ARE_OPEN.now()
    if not request.user.is_authenticated:
        return sign_up_first(request) if is_open else _closed(request, company)
    if any(member.company_id == company.pk for member in members_of(request)):
        return redirect(company)
    latest = Claim.objects.filter(user=request.user, company=company).order_by("-pk").first()
    if company.is_claimed or (latest and latest.state == RequestState.PENDING):
        return render(request, "companies/claim_state.html", {"company": company, "claim": latest})
    if not is_open and request.method != "POST":
        return _closed(request, company)
    return _claim_form(request, company, latest)


def _closed(request: HttpRequest, company: Company) -> HttpResponse:
    context = {"closed": ClaimsClosed(), "url": company.get_absolute_url(), "label": _("Back to the page")}
    return render(request, "companies/closed.html", context)


def _claim_form(request: HttpRequest, company: Company, latest: Claim | None) -> HttpResponse:
    """The form, and the claim that was sent; `latest` is the person's former one."""
    form = ClaimForm(request.POST or None, request.FILES or None)
    context = {"form": form, "company": company, "latest": latest, "mailbox": _mailbox_of(request.user, company)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "companies/claim.html", context)
    try:
        submit_claim(user=request.user, company=company, **form.cleaned_data)
    except ClaimsClosed as closed:
        return render(request, "companies/claim.html", context | {"closed": closed}, status=closed.status)
    messages.success(request, _("Your claim is with the operator. The answer will come by mail."))
    return redirect("companies:claim", company.slug)


@signed_in
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What the claimant writes while he waits; only he and the operator read it."""
    waiting = _waiting_claim(request, slug)
    kind = section_kinds["presentation"]
    content = waiting.draft.get(kind.key) or section_of(waiting.company, kind.key).content
    form = kind.form(request.POST or None, content=content, company=waiting.company)
    if request.method == "POST" and form.is_valid():
        save_claim_draft(claim=waiting, kind=kind.key, content=form.content())
        messages.success(request, _("Draft saved. It is published with the approval."))
        return redirect("companies:claim", slug)
    return render(request, "companies/claim_draft.html", {"form": form, "claim": waiting, "company": waiting.company})


@require_POST
@signed_in
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the claim back."""
    withdraw_claim(claim=_waiting_claim(request, slug))
    messages.success(request, _("Your claim is withdrawn and its document deleted."))
    return redirect("companies:page", slug)


def _waiting_claim(request: HttpRequest, slug: str) -> Claim:
    mine = Claim.objects.select_related("company").filter(user=request.user, state=RequestState.PENDING)
    return get_object_or_404(mine, company__slug=slug)


def _mailbox_of(user: User, company: Company) -> dict[str, object]:
    """What the page says of the mailbox before the claim is sent."""
    domain = domain_of_site(company.website)
    return {"email": user.email, "domain": domain, "matches": mailbox_is_of_site(user.email, company.website)}
