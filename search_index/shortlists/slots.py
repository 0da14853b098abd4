"""What shortlists show on pages of other apps."""

from typing import Any

from django.http import HttpRequest

from companies.models import Company
from search_index.shortlists.models import Shortlisted


def keep(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """Keep this company, or go to the shortlist that holds it; only members of other companies see it."""
    member = getattr(request, "member", None)
    if not member or member.company_id == company.pk:
        return None
    is_kept = Shortlisted.objects.visible_to(member).filter(candidate=company).exists()
    return {"company": company, "is_kept": is_kept}
