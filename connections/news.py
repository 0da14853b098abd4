"""Who hears of what: the members whose role may act on it."""

from typing import Any

from companies.models import Company, Member
from network.notifications.actions import notify


def tell(company: Company, permission: str, kind: str, *, about: Company, url: str, **arguments: Any) -> None:
    """Notify the company's members who hold `permission`; the news are about another company."""
    members = Member.objects.allowed(permission).filter(company=company).select_related("user")
    notify(
        [member.user for member in members],
        kind,
        arguments={"company": about.name, "us": company.name, **arguments},
        url=url,
        company_id=company.pk,
    )
