"""The page of the group: the tree, proposals to answer, a link to propose or to end."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import member_required
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.tree.actions.affiliations import confirm_link, decline_link, end_link, propose_link
from companies.tree.choices import Kind
from companies.tree.forms import ProposalForm, SearchForm
from companies.tree.models import Affiliation
from companies.tree.selectors import companies_called, group_page, loans_of
from network.common.exceptions import Refusal


@member_required()
def group(request: HttpRequest) -> HttpResponse:
    """The group around our company; `q` finds a company to link to."""
    search = SearchForm(request.GET if "q" in request.GET else None)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    context = {
        "group": group_page(request.member),
        "search": search,
        "words": words,
        "found": companies_called(words, request.member) if words else [],
        "kinds": Kind.choices,
        "can_manage": may(request.member, CompanyPermission.MANAGE_IDENTITY),
        "can_lend": may(request.member, CompanyPermission.APPOINT_OWNER),
    }
    return render(request, "tree/group.html", context)


@require_POST
@member_required(CompanyPermission.MANAGE_IDENTITY)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a link; a refusal is said on the page with the search still there."""
    form = ProposalForm(request.POST)
    there = f"{reverse('tree:group')}?{urlencode({'q': request.POST.get('q', '')})}#propose"
    if not form.is_valid():
        messages.error(request, _("Choose a company of the list and what it is."))
        return redirect(there)
    company = form.cleaned_data["company"]
    try:
        propose_link(
            acting=request.member,
            company=company,
            kind=form.cleaned_data["kind"],
            is_our_parent=form.cleaned_data["direction"] == "parent",
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect(there)
    messages.success(request, _("Proposed to %(company)s.") % {"company": company.name})
    return redirect("tree:group")


@require_POST
@member_required(CompanyPermission.MANAGE_IDENTITY)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm for our side, or decline; what we proposed ourselves is taken back the same way."""
    link = _own(request, pk)
    if "confirm" in request.POST:
        confirm_link(acting=request.member, link=link)
        messages.success(request, _("Confirmed."))
    else:
        decline_link(acting=request.member, link=link)
        messages.success(request, _("Nothing is shown on either page."))
    return redirect("tree:group")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.MANAGE_IDENTITY)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what ends with the link, then end it."""
    link = _own(request, pk)
    other = link.other_of(request.member.company_id)
    if request.method == "POST":
        end_link(acting=request.member, link=link)
        messages.success(request, _("The link with %(company)s has ended.") % {"company": other.name})
        return redirect("tree:group")
    return render(request, "tree/end.html", {"link": link, "other": other, "loans": loans_of(link)})


def _own(request: HttpRequest, pk: int) -> Affiliation:
    return get_object_or_404(Affiliation.objects.visible_to(request.member), pk=pk)
