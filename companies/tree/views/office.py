"""The operator's page of one link between companies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.tree.actions.affiliations import confirm_for_unclaimed, decline_as_operator
from companies.tree.choices import Side
from companies.tree.models import Affiliation
from companies.tree.operators import DECIDE_LINKS
from network.common.access import operator
from network.common.exceptions import Refusal


@operator(DECIDE_LINKS)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides and who has confirmed; an operator answers only for pages that nobody has claimed."""
    found = get_object_or_404(Affiliation.objects.select_related("parent", "child"), pk=pk)
    if request.method == "POST":
        decide = confirm_for_unclaimed if "confirm" in request.POST else decline_as_operator
        try:
            decide(operator=request.user, link=found)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Done."))
        return redirect("tree_office:link", pk)
    unclaimed = [side for side in (Side.PARENT, Side.CHILD) if not found.company_of(side).is_claimed]
    context = {
        "link": found,
        "company": found.child,
        "may_confirm": any(found.waits_for(side) for side in unclaimed),
        "may_decline": bool(unclaimed) and found.state == "proposed",
    }
    return render(request, "tree/office_link.html", context)
