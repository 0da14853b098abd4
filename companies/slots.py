"""What companies put into pages of apps above: on the desk, the page that is not complete and the colleague who is missing."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Company, Invitation, Member
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.selectors.editing import missing_of


def to_do(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Rows of "To do" for whoever may do them; three queries."""
    rows = [*_page_rows(member), *_staff_rows(member)]
    return {"rows": rows} if rows else None


def _page_rows(member: Member) -> list[dict[str, Any]]:
    missing = len(missing_of(member)) if may(member, CompanyPermission.EDIT_PAGE) else 0
    label = ngettext("part of our page to complete", "parts of our page to complete", missing)
    return [{"count": missing, "label": label, "url": reverse("companies:overview")}] if missing else []


def _staff_rows(member: Member) -> list[dict[str, Any]]:
    """Only for whoever is alone and has invited nobody."""
    if not may(member, CompanyPermission.MANAGE_STAFF):
        return []
    others = Member.objects.active().filter(company=OuterRef("pk")).exclude(pk=member.pk)
    invitations = Invitation.objects.filter(company=OuterRef("pk"))
    if Company.objects.filter(Exists(others) | Exists(invitations), pk=member.company_id).exists():
        return []
    url = f"{reverse('companies:staff')}#invite"
    return [{"count": 1, "label": _("colleague to invite: you are alone here"), "url": url}]
