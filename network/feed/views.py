"""The member's desk: what waits, then what is new."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from companies.access import member_required
from companies.models import Company
from network.common import page_slots
from network.common.access import public
from network.feed.atom import CompanyNews
from network.feed.permissions import news_is_public
from network.feed.selectors import feed_page


@member_required()
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs the member now, then the feed of followed companies."""
    before = request.GET.get("before", "")
    member = request.member  # type: ignore[attr-defined]
    todo = page_slots.fillings("dashboard.todo", request, member)
    context = {
        "member": member,
        "today": timezone.localdate(),
        "feed": feed_page(member, int(before) if before.isdecimal() else None),
        "todo": todo,
        "waiting": sum(len(filling["rows"]) for _template, filling in todo),
        "left": page_slots.fillings("dashboard.left", request, member),
        "aside": page_slots.fillings("dashboard.aside", request, member),
    }
    return render(request, "feed/dashboard.html", context)


@public
@require_safe
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """The public news of a company for feed readers; 404 where its page is not open to everybody."""
    company = get_object_or_404(Company, slug=slug)
    if not news_is_public(company):
        raise Http404
    return CompanyNews()(request, company=company)
