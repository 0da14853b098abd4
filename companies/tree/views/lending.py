"""Let staff of the parent act for us, and name those of ours who act for a child."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import member_required
from companies.roles import CompanyPermission
from companies.tree.actions.delegations import grant_to_parent, lend_colleague, open_delegation, recall_colleague
from companies.tree.forms import GrantForm, LendForm
from companies.tree.models import Affiliation, Loan
from companies.tree.selectors import is_parent, loans_of
from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.APPOINT_OWNER)
@proven_again()
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The child's owner chooses the roles in which staff of the parent may act."""
    link = _confirmed(request, pk, as_parent=False)
    delegation = open_delegation(link)
    form = GrantForm(
        request.POST if request.method == "POST" else None, initial={"roles": delegation.roles if delegation else []}
    )
    if request.method == "POST" and form.is_valid():
        granted = grant_to_parent(acting=request.member, link=link, roles=form.cleaned_data["roles"])
        messages.success(request, _("Saved.") if granted else _("Their staff no longer acts for you."))
        return redirect("tree:group")
    context = {"link": link, "form": form, "delegation": delegation, "loans": loans_of(link)}
    return render(request, "tree/grant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.APPOINT_OWNER)
@proven_again()
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    """The parent's owner names who of the staff acts for the child."""
    link = _confirmed(request, pk, as_parent=True)
    delegation = open_delegation(link)
    form = LendForm(
        request.POST if request.method == "POST" else None, acting=request.member, link=link, delegation=delegation
    )
    if request.method == "POST" and form.is_valid():
        try:
            lend_colleague(acting=request.member, link=link, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            name = form.cleaned_data["colleague"].user.display_name
            messages.success(request, _("%(name)s now acts for %(company)s.") % {"name": name, "company": link.child})
            return redirect("tree:lend", pk)
    context = {"link": link, "form": form, "delegation": delegation, "loans": loans_of(link)}
    return render(request, "tree/lend.html", context)


@require_POST
@member_required(CompanyPermission.APPOINT_OWNER)
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a colleague back."""
    own = Loan.objects.filter(delegation__affiliation__parent=request.member.company, member__ended_at=None)
    loan = get_object_or_404(own.select_related("delegation__affiliation", "member__user"), pk=pk)
    recall_colleague(acting=request.member, loan=loan)
    messages.success(request, _("%(name)s no longer acts there.") % {"name": loan.member.user.display_name})
    return redirect("tree:lend", loan.delegation.affiliation_id)


def _confirmed(request: HttpRequest, pk: int, *, as_parent: bool) -> Affiliation:
    link = get_object_or_404(Affiliation.objects.visible_to(request.member).confirmed(), pk=pk)
    if is_parent(request.member, link) != as_parent:
        raise Http404
    return link
