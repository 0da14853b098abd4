"""Our company proves who it is: mailbox, record or file, mandate, document."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.access import member_required
from companies.roles import CompanyPermission
from companies.selectors.legal import legal_notice_of
from companies.verification.actions.domains import ask_check
from companies.verification.actions.mailbox import prove_mailbox, send_mailbox_code
from companies.verification.actions.papers import send_paper, withdraw_paper
from companies.verification.choices import PaperKind, ProofMethod
from companies.verification.domains import LABEL, PATH, domain_of, line_of, token_of
from companies.verification.forms import AddressForm, CodeForm, ExtractForm, MandateForm, SignatoryForm
from companies.verification.models import DomainProof, MailboxCode, PaperProof
from companies.verification.selectors import rungs_to_prove
from network.common.exceptions import Forbidden, Refusal

IDENTITY = CompanyPermission.MANAGE_IDENTITY
PRINTED = "printed_%s"
"""Ids of the fields of the sheet: its page asks for the same names again."""


@require_safe
@member_required(IDENTITY)
def proofs(request: HttpRequest) -> HttpResponse:
    """The ladder, each rung with its state and its next step."""
    company = request.member.company
    return render(request, "verification/proofs.html", {"company": company, "rungs": rungs_to_prove(company)})


@member_required(IDENTITY)
def mailbox(request: HttpRequest) -> HttpResponse:
    """Send a code to a mailbox of the domain, and give it back."""
    member = request.member
    is_code = "code" in request.POST
    address = AddressForm(request.POST if request.method == "POST" and not is_code else None)
    given = request.GET.get("code")
    code = CodeForm(request.POST if is_code else None, initial={"code": given} if given else None)
    if request.method == "POST" and is_code and code.is_valid():
        try:
            prove_mailbox(acting=member, code=code.cleaned_data["code"])
        except Refusal as refusal:
            _say(code, "code", refusal)
        else:
            messages.success(request, _("The mailbox is proven."))
            return redirect("verification:proofs")
    elif request.method == "POST" and address.is_bound and address.is_valid():
        try:
            sent = send_mailbox_code(acting=member, email=address.cleaned_data["email"])
        except Refusal as refusal:
            _say(address, "email", refusal)
        else:
            messages.success(request, _("A code is on its way to %(email)s.") % {"email": sent.email})
            return redirect("verification:mailbox")
    waiting = MailboxCode.objects.filter(company=member.company, expires_at__gt=timezone.now()).exclude(digest="")
    context = {
        "company": member.company,
        "domain": domain_of(member.company),
        "address": address,
        "code": code,
        "waiting": waiting.first(),
        "proof": DomainProof.objects.filter(company=member.company, method=ProofMethod.MAILBOX).first(),
    }
    return render(request, "verification/mailbox.html", context)


@member_required(IDENTITY)
def site(request: HttpRequest, method: str) -> HttpResponse:
    """What to publish, what was found, and the button that has it looked at."""
    if method not in {ProofMethod.DNS, ProofMethod.FILE}:
        raise Http404
    if request.method == "POST":
        ask_check(acting=request.member, method=method)
        return redirect("verification:site", method)
    company = request.member.company
    domain = domain_of(company)
    context = {
        "company": company,
        "domain": domain,
        "method": method,
        "line": line_of(token_of(company, domain)) if domain else "",
        "record": f"{LABEL}.{domain}",
        "address": f"https://{domain}{PATH}",
        "proof": DomainProof.objects.filter(company=company, method=method, domain=domain).first(),
    }
    return render(request, "verification/site.html", context)


@member_required(IDENTITY)
def paper(request: HttpRequest, kind: str) -> HttpResponse:
    """Send a mandate or a document of the register, and see what became of it."""
    if kind not in PaperKind.values:
        raise Http404
    company = request.member.company
    names = {name: request.GET.get(name, "") for name in SignatoryForm.base_fields}  # typed for the sheet already
    form_of_kind = MandateForm if kind == PaperKind.MANDATE else ExtractForm
    form = form_of_kind(request.POST or None, request.FILES or None, initial=names)
    if request.method == "POST" and form.is_valid():
        try:
            send_paper(acting=request.member, kind=kind, **form.cleaned_data)
        except Refusal as refusal:
            _say(form, None, refusal)
        else:
            messages.success(request, _("Your paper is with the operator. The answer will come by mail."))
            return redirect("verification:paper", kind)
    latest = PaperProof.objects.visible_to(request.member).filter(kind=kind).select_related("asked_by").first()
    context = {
        "company": company,
        "kind": kind,
        "form": form,
        "latest": latest,
        "signatory": SignatoryForm(initial=names, auto_id=PRINTED),
    }
    return render(request, f"verification/{kind}.html", context)


@require_POST
@member_required(IDENTITY)
def withdraw(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take a waiting paper back."""
    found = get_object_or_404(PaperProof.objects.visible_to(request.member), pk=paper_id)
    withdraw_paper(acting=request.member, paper=found)
    messages.success(request, _("The paper is withdrawn and its file deleted."))
    return redirect("verification:paper", found.kind)


@require_safe
@member_required(IDENTITY)
def mandate_sheet(request: HttpRequest) -> HttpResponse:
    """The mandate, ready to be printed and signed; without names it goes back to where they are typed."""
    form = SignatoryForm(request.GET, auto_id=PRINTED)
    member = request.member
    if not form.is_valid():
        context = {
            "company": member.company,
            "kind": PaperKind.MANDATE,
            "form": MandateForm(initial=request.GET),
            "signatory": form,
        }
        return render(request, "verification/mandate.html", context)
    context = {
        "company": member.company,
        "legal": legal_notice_of(member.company, ""),
        "place": member.company.places.first(),
        "names": form.cleaned_data,
        "today": timezone.localdate(),
    }
    return render(request, "verification/mandate_sheet.html", context)


def _say(form: object, field: str | None, refusal: Refusal) -> None:
    """A refusal stands beside what was typed; a role that is too small has a page of its own."""
    if isinstance(refusal, Forbidden):
        raise refusal
    form.add_error(field, str(refusal.sentence))  # type: ignore[attr-defined]
