"""The member's desk: what waits, then what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from companies.access import member_required
from network.common import page_slots
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
