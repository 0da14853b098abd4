"""Pages of the back office about people: finding one, and taking a lost second factor away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.accounts.actions import remove_second_factor
from network.accounts.forms import ReasonForm
from network.accounts.models import User
from network.accounts.operators import RESTORE_ACCESS
from network.accounts.reauthentication import proven_again
from network.accounts.second_factor import factors_of
from network.common.access import operator
from network.common.exceptions import Refusal

PEOPLE_A_PAGE = 50


@operator(RESTORE_ACCESS)
def people(request: HttpRequest) -> HttpResponse:
    """People by name or address, the newest first, and whether each has a second factor; three queries."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words)).order_by("-pk")
    found = found.annotate(has_factor=Exists(factors_of(OuterRef("pk"))))
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/office/people.html", {"people": page, "words": words})


@operator(RESTORE_ACCESS)
@proven_again()
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One person's second factors; removing them takes a reason, which he reads."""
    found = get_object_or_404(User, pk=user_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_second_factor(operator=request.user, user=found, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("The second factor is removed; the person is told by mail."))
        return redirect("accounts_office:person", user_id)
    context = {"person": found, "factors": factors_of(found.pk).order_by("pk"), "form": form}
    return render(request, "accounts/office/person.html", context)
