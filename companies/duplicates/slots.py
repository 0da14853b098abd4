"""What merging puts into other pages: at the edge of "Our page" what came from merged pages, in the back office the way to a merge."""

from typing import Any

from django.http import HttpRequest

from companies.duplicates.models import Merge
from companies.duplicates.operators import MERGE_COMPANIES
from companies.models import Company


def merged_pages(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """Pages merged into ours and not taken apart, the latest first."""
    merges = list(Merge.objects.filter(kept=company, undone_at=None).select_related("merged")[:5])
    return {"merges": merges} if merges else None


def merge_with(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    if not request.user.has_perm(MERGE_COMPANIES):
        return None
    merge = Merge.objects.filter(merged=company, undone_at=None).select_related("kept").first()
    return {"company": company, "merge": merge}
