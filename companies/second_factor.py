"""A company may ask its staff for a second factor: whoever has none acts for his other companies only, until he has one."""

from django.utils import timezone

from companies.models import Company, Member
from network.accounts.second_factor import has_second_factor


def is_asked(company: Company) -> bool:
    """Whether the day the company announced has come; no query."""
    return company.second_factor_from is not None and company.second_factor_from <= timezone.now()


def must_set_up(member: Member) -> bool:
    """Whether the member has to set up a second factor before he acts; one query, only where the company asks for it."""
    return is_asked(member.company) and not has_second_factor(member.user)
