"""What the staff reads of a merge."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from companies.access import member_required
from companies.duplicates.models import Merge
from companies.duplicates.selectors import texts_of


@member_required()
def merged(request: HttpRequest, merge_id: int) -> HttpResponse:
    """What a page that was merged into ours said: nothing of it is lost."""
    mine = Merge.objects.filter(kept=request.member.company).select_related("merged", "kept")
    found = get_object_or_404(mine, pk=merge_id)
    return render(request, "duplicates/merged.html", {"merge": found, "texts": texts_of(found)})
