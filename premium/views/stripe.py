"""Where Stripe tells us its events."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from network.common.access import public
from premium.stripe import inbox


@csrf_exempt
@require_POST
@public
def events(request: HttpRequest) -> HttpResponse:
    """Check the signature, write the event down once, answer; a job does the rest."""
    try:
        inbox.keep(inbox.told(request.body, request.headers.get("Stripe-Signature", "")))
    except inbox.Forged:
        return HttpResponse(status=400)
    return HttpResponse()
