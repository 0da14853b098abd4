"""Where a member is on our page, for browsers whose socket does not open."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.actions.presence import be_present, go_away
from companies.selectors.presence import people_by_section
from companies.views.editing import editable_kind


@require_POST
@member_required()
def report(request: HttpRequest, section: str) -> HttpResponse:
    """Say that the section is open, or left, or only ask; answers who is where."""
    kind = editable_kind(request.member, section)
    act = request.POST.get("act")
    if act == "leave":
        go_away(acting=request.member, kind=kind.key)
    elif act != "ask":
        be_present(acting=request.member, kind=kind.key, is_typing=request.POST.get("typing") == "1")
    people = people_by_section(request.member.company_id)
    sections = {section: [person.frame() for person in present] for section, present in people.items()}
    return JsonResponse({"sections": sections}, headers={"Cache-Control": "no-store"})
