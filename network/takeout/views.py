"""My data: take everything, and what would stay."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.accounts.reauthentication import proven_again
from network.common.access import signed_in
from network.common.erasing import what_stays
from network.takeout.actions import ask_takeout
from network.takeout.exceptions import TookAlready
from network.takeout.models import Takeout


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@proven_again()
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for the file, see it come, and read what an erasure would leave."""
    refusal = None
    if request.method == "POST":
        try:
            ask_takeout(user=request.user)
        except TookAlready as refused:
            refusal = refused
        else:
            messages.success(request, _("The file is being made. A mail tells you when it is ready."))
            return redirect("takeout:mine")
    context = {
        "takeouts": Takeout.objects.of_person(request.user),
        "stays": what_stays(request.user),
        "refusal": refusal,
    }
    return render(request, "takeout/mine.html", context, status=refusal.status if refusal else 200)


@require_safe
@signed_in
@never_cache
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file about oneself; anybody else's is not found."""
    return as_file(get_object_or_404(Takeout.objects.of_person(request.user).ready(), pk=pk))


def as_file(takeout: Takeout) -> FileResponse:
    """A ready file, to be saved."""
    name = f"comptoir-{localdate(takeout.asked_at).isoformat()}.zip"
    return FileResponse(takeout.file.open("rb"), as_attachment=True, filename=name)
