"""For which company one acts."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.middleware import SESSION_KEY, members_of
from network.accounts.views import safe_next


@member_required(before_second_factor=True)
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act for another of one's companies from now on; a company one does not belong to is not found."""
    chosen = next(
        (member for member in members_of(request) if str(member.company_id) == request.POST.get("company")), None
    )
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.company_id
    messages.success(request, _("You now act for %(company)s.") % {"company": chosen.company.name})
    page = safe_next(request)
    return redirect(page if _is_there_for_everybody(page) else reverse("feed:dashboard"))


def _is_there_for_everybody(page: str) -> bool:
    """Whether another company may see this address too: a conversation or an order of the former one would be foreign."""
    try:
        match = resolve(urlsplit(page).path)
    except Resolver404:
        return False
    access = getattr(match.func, "access", None)
    return access is None or access.kind == "public" or not match.kwargs
