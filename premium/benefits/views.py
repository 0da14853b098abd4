"""What does this pack give me: use to date, what it brought, and whether a smaller one would do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.access import member_required
from companies.permissions import may
from companies.roles import CompanyPermission
from premium.benefits.selectors import benefits_of


@member_required()
def page(request: HttpRequest) -> HttpResponse:
    """For every member; only who buys reads of money."""
    member = request.member  # type: ignore[attr-defined]
    context = {
        "benefits": benefits_of(member.company),
        "company": member.company,
        "may_buy": may(member, CompanyPermission.BUY),
    }
    return render(request, "benefits/page.html", context)
