"""The operator's pages of the network itself: is it well, and which limits and flags are in force."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.common.access import operator
from network.common.exceptions import Refusal
from network.common.live_settings import all_settings
from network.common.readiness import all_parts
from network.common.vital_signs import readings
from network.home.actions import change_setting
from network.home.forms import SettingForm
from network.home.operators import CHANGE_SETTINGS, WATCH_HEALTH
from network.home.setting_history import History, histories, history_of

NAMES = {
    "database": gettext_lazy("Database"),
    "cache": gettext_lazy("Cache"),
    "queue": gettext_lazy("Queue of jobs"),
    "mail": gettext_lazy("Mail server"),
}


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


@operator(CHANGE_SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    """Every limit and flag with its value in force."""
    return render(request, "home/office/settings.html", {"groups": histories()})


@operator(CHANGE_SETTINGS)
def setting(request: HttpRequest, name: str) -> HttpResponse:
    """One limit or flag: its history and the form; `?back=3` puts the value of version 3 into the form."""
    found = all_settings.get(name)
    if found is None:
        raise Http404
    history = history_of(found)
    form = SettingForm(found, request.POST or None, initial=_first_words(request, history))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_setting(operator=request.user, setting=found, **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
            history, status = history_of(found), refusal.status
            # Whoever saves again has the other's value under his eyes.
            form.data = request.POST.copy()
            form.data["seen"] = str(history.newest.version)
        else:
            messages.success(request, _("In force from now on: %(setting)s.") % {"setting": found.label})
            return redirect("home_office:setting", name)
    return render(request, "home/office/setting.html", {"history": history, "form": form}, status=status)


def _first_words(request: HttpRequest, history: History) -> dict[str, object]:
    back = request.GET.get("back", "")
    version = int(back) if back.isdecimal() and len(back) < 10 else history.newest.version
    return {"value": history.value_in(version), "seen": history.newest.version}
