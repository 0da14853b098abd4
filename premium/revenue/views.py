"""The promotional code a buyer types."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from network.common.access import public
from premium.revenue.offers import in_force


@public
@require_POST
def use_code(request: HttpRequest) -> HttpResponse:
    """Keep a code that is in force for the order to come."""
    code = request.POST.get("code", "").strip()[:30]
    offer = in_force().filter(code__iexact=code).first() if code and code.isprintable() else None
    if offer is None:
        request.session.pop("promotional_code", None)
        messages.error(request, _("This promotional code is not known, or no longer in force."))
    else:
        request.session["promotional_code"] = offer.code
        messages.success(
            request, _("The code is kept: %(name)s. You see the exact amount before you order.") % {"name": offer.name}
        )
    return redirect("premium:packs")
