"""Whose news everybody may read."""

from companies.models import Company
from companies.page_rights import full_page_allowed


def news_is_public(company: Company) -> bool:
    """A page that its company looks after, is not hidden, and is open to everybody."""
    return company.is_claimed and company.hidden_at is None and full_page_allowed(company)
