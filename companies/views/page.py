"""The public page of a company, and requests about it from people without an account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.actions.page_notices import write_page_notice
from companies.forms.page_notices import PageNoticeForm
from companies.middleware import acting_member
from companies.models import Company
from companies.selectors.evidence import ladder_of
from companies.selectors.legal import legal_notice_of
from companies.selectors.page import company_page
from network.common.access import public
from network.common.exceptions import Refusal


@public
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, as outsiders see it or as its own staff does."""
    company = get_object_or_404(Company, slug=slug)
    if company.merged_into_id:
        return redirect(company.successor, permanent=True)
    member = acting_member(request)
    shown = company_page(company, member)
    if company.hidden_at and not shown.is_own:
        raise Http404
    return render(request, "companies/page.html", {"page": shown, "company": company})


@public
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of identity evidence: each method with what was seen, when, and when it is looked at again."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    ladder = ladder_of(company, declared_as=legal_notice_of(company, "").declared_as)
    return render(request, "companies/evidence.html", {"company": company, "ladder": ladder})


@public
def page_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to correct or remove the page: a request to the operator, no account needed."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    form = PageNoticeForm(request.POST or None, initial={"kind": request.GET.get("kind", "correct")})
    if request.method == "POST" and form.is_valid():
        try:
            write_page_notice(company=company, language=get_language() or "fr", **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your request has reached the operator. The answer will come by mail."))
            return redirect(company)
    return render(request, "companies/page_notice.html", {"form": form, "company": company})
