"""What connections show on pages of other apps."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from companies.models import Company
from connections.models import Connection, Introduction
from connections.selectors import standing_of


def company_actions(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """Follow, introduction and more, on the page of another company; visitors are led to sign in."""
    member = getattr(request, "member", None)
    if not member:
        return {"company": company, "standing": None}
    if member.company_id == company.pk:
        return None
    return {"company": company, "standing": standing_of(member, company)}


def to_do(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Introductions and connections that wait for our answer."""
    company = request.member.company  # type: ignore[attr-defined]
    network = reverse("connections:network")
    items = [
        {
            "count": waiting,
            "label": ngettext("request for an introduction to answer", "requests for introductions to answer", waiting),
            "url": f"{network}?tab=requests",
        }
        for waiting in [Introduction.objects.waiting_for(company).count()]
        if waiting
    ]
    items += [
        {
            "count": proposed,
            "label": ngettext("connection to confirm", "connections to confirm", proposed),
            "url": f"{network}?tab=requests&box=proposals",
        }
        for proposed in [Connection.objects.proposed_to(company).count()]
        if proposed
    ]
    return {"rows": items} if items else None
