"""What approvals put into other pages: what waits, on the desk, over our page, over a section and over the staff."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from companies.approvals.permissions import people_asked
from companies.approvals.selectors import count_to_decide, rules_of, waiting_in
from companies.gated_acts import IDENTITY, PAGE, ROLES
from companies.models import Company, Member
from companies.sections import SectionKind


def to_do(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """The row of "To do" for a second person; one query where nothing waits."""
    count = count_to_decide(member)
    if not count:
        return None
    label = ngettext("request of a colleague to approve", "requests of colleagues to approve", count)
    return {"rows": [{"count": count, "label": label, "url": reverse("approvals:requests")}]}


def on_our_page(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """What waits to be published."""
    return _waiting(request, (PAGE, IDENTITY))


def on_staff(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """What waits about the staff."""
    return _waiting(request, (ROLES,))


def on_section(request: HttpRequest, section: SectionKind) -> dict[str, Any] | None:
    """What waits for this section; or that nobody else could approve it."""
    member = request.member  # type: ignore[attr-defined]
    kind = IDENTITY if section.key == IDENTITY else PAGE
    rule = rules_of(member).get(kind)
    found = [asked for asked in waiting_in(member, (kind,)) if asked.subject == section.key]
    if rule is None and not found:
        return None
    people = people_asked(rule, member.company_id, kind, member.user_id) if rule else []
    return {"requests": found, "people": people, "is_alone": rule is not None and not people}


def _waiting(request: HttpRequest, kinds: tuple[str, ...]) -> dict[str, Any] | None:
    found = waiting_in(request.member, kinds)  # type: ignore[attr-defined]
    return {"requests": found} if found else None
