"""Telling those who look after the identity what becomes of its evidence."""

from typing import Any, Final

from django.urls import reverse

from companies.models import Company, Member
from companies.roles import CompanyPermission
from network.notifications.actions import notify

FAILING: Final = "verification.failing"
FELL: Final = "verification.fell"
ENDING: Final = "verification.ending"
PAPER_APPROVED: Final = "verification.paper_approved"
PAPER_REFUSED: Final = "verification.paper_refused"


def tell_staff(company: Company, kind: str, *, level: int, **words: Any) -> None:
    """Write to whoever may prove again."""
    members = Member.objects.allowed(CompanyPermission.MANAGE_IDENTITY).filter(company=company).select_related("user")
    arguments = {"company": company.name, "level": int(level), **words}
    url = reverse("verification:proofs")
    notify([member.user for member in members], kind, arguments=arguments, url=url, company_id=company.pk)
