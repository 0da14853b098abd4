"""Data and closing: the file with everything of the company, and closing it."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import member_required
from companies.closing import actions
from companies.closing.choices import DAYS_OF_GRACE
from companies.closing.erasing import reasons
from companies.closing.forms import ClosingForm
from companies.permissions import may
from companies.roles import CompanyPermission
from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal
from network.takeout.models import Takeout
from network.takeout.views import as_file

OWNER = CompanyPermission.APPOINT_OWNER


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(OWNER)
@proven_again()
def page(request: HttpRequest) -> HttpResponse:
    """What an owner can take and end; a POST asks for the file."""
    refusal = None
    if request.method == "POST":
        try:
            actions.take_everything(acting=request.member)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("The file is being made. A mail tells you when it is ready."))
            return redirect("closing:page")
    return _page(request, _form(request), refusal)


@require_POST
@member_required(OWNER)
@proven_again()
def close(request: HttpRequest) -> HttpResponse:
    """Ask for the closing."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, None, status=400)
    actions.ask_closing(acting=request.member, reason=form.cleaned_data["reason"])
    messages.success(request, _("Your colleagues are told. Until the day each owner can call it off."))
    return redirect("closing:page")


@require_POST
@member_required(OWNER)
def call_off(request: HttpRequest) -> HttpResponse:
    """Keep the company after all."""
    actions.call_off(acting=request.member)
    messages.success(request, _("The closing is called off. Nothing was changed."))
    return redirect("closing:page")


@require_safe
@member_required(OWNER)
@never_cache
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file about the company, for the owner who asked for it."""
    own = Takeout.objects.of_company(request.member.company_id).filter(asked_by=request.user)
    return as_file(get_object_or_404(own.ready(), pk=pk))


def _form(request: HttpRequest, posted: object = None) -> ClosingForm:
    return ClosingForm(posted, company_name=request.member.company.name)


def _page(request: HttpRequest, form: ClosingForm, refusal: Refusal | None, status: int = 200) -> HttpResponse:
    company = request.member.company
    context = {
        "company": company,
        "takeouts": Takeout.objects.of_company(company.pk).filter(asked_by=request.user),
        "closing": actions.waiting_for(company),
        "stays": reasons(company),
        "form": form,
        "days": DAYS_OF_GRACE,
        "refusal": refusal,
        "may_close": may(request.member, OWNER),
    }
    return render(request, "closing/page.html", context, status=refusal.status if refusal else status)
