"""The operator's page of health: do the servers answer, does the network keep up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from network.common.access import operator
from network.common.readiness import all_parts
from network.common.vital_signs import readings
from network.home.operators import WATCH_HEALTH

NAMES = {"database": _("Database"), "cache": _("Cache"), "queue": _("Queue of jobs"), "mail": _("Mail server")}


@operator(WATCH_HEALTH)
def health(request: HttpRequest) -> HttpResponse:
    """Read now, at each opening."""
    parts = [(NAMES[part.name], part) for part in all_parts()]
    signs = list(readings())
    context = {
        "parts": parts,
        "signs": signs,
        "is_well": all(part.is_well for _name, part in parts) and all(reading.is_well for reading in signs),
    }
    return render(request, "home/office/health.html", context)
