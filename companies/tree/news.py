"""Telling the other side's staff."""

from django.urls import reverse

from companies.models import Company, Member
from companies.roles import CompanyPermission
from network.notifications.actions import notify


def tell(company: Company, kind: str, *, about: Company, permission: str = CompanyPermission.MANAGE_IDENTITY) -> None:
    """Tell those of a company's staff who can answer; the news names the other company, never a person."""
    readers = Member.objects.allowed(permission).filter(company=company).select_related("user")
    notify(
        [member.user for member in readers],
        kind,
        arguments={"company": about.name, "us": company.name},
        url=reverse("tree:group"),
        company_id=company.pk,
    )
