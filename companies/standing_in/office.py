"""The operator's pages: begin to act for somebody, and end it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.middleware import SESSION_KEY
from companies.models import Company
from companies.standing_in.actions import end, stand_in
from companies.standing_in.forms import StandInForm
from companies.standing_in.middleware import FORMER_KEY, STANDING_KEY, leave_session, standing_of
from companies.standing_in.models import LASTS
from companies.standing_in.operators import STAND_IN
from network.accounts.reauthentication import proven_again
from network.common.access import operator
from network.common.exceptions import Refusal


@operator(STAND_IN)
@proven_again()
def begin(request: HttpRequest, company_id: int) -> HttpResponse:
    """Choose a person of the company and say why; then one is on the desk as that person."""
    company = get_object_or_404(Company, pk=company_id)
    form = StandInForm(request.POST or None, company=company, operator=request.user)
    if form.is_bound and form.is_valid():
        try:
            begun = stand_in(operator=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            request.session[STANDING_KEY] = begun.pk
            request.session[FORMER_KEY] = request.session.get(SESSION_KEY)
            request.session[SESSION_KEY] = company.pk
            return redirect(f"/{request.LANGUAGE_CODE}{reverse('companies:overview')[3:]}")
    context = {"company": company, "form": form, "minutes": int(LASTS.total_seconds() // 60)}
    return render(request, "standing_in/office/begin.html", context)


@require_POST
@operator(STAND_IN)
def finish(request: HttpRequest) -> HttpResponse:
    """Stop acting for somebody, and see the company in the back office."""
    standing = standing_of(request)
    if standing is None:
        return redirect("standin:index")
    end(standing=standing)
    leave_session(request)
    messages.success(request, _("You are yourself again."))
    return redirect("company_office:dossier", standing.company_id)
