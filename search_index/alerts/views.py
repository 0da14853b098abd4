"""Keep a search, hear of news, stop hearing of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import member_required
from network.common.access import public
from network.common.exceptions import Refusal
from search_index.alerts import actions
from search_index.alerts.choices import Frequency
from search_index.alerts.forms import FrequencyForm, SaveSearchForm
from search_index.alerts.links import search_of
from search_index.alerts.models import SavedSearch
from search_index.alerts.selectors import kept_searches, proposed_name
from search_index.facets import Taxonomy
from search_index.query import pairs_of, read


@require_safe
@member_required()
def searches(request: HttpRequest) -> HttpResponse:
    """The searches I keep, with who newly answered them."""
    context = {"kept": kept_searches(request.member), "frequencies": Frequency.choices}
    return render(request, "alerts/searches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required()
def save(request: HttpRequest) -> HttpResponse:
    """The search of this address, its name, and how often news are wanted."""
    taxonomy = Taxonomy.load()
    query = read(request.GET, taxonomy.slugs).query
    address = urlencode(pairs_of(query, leaving_out=("sort",)))
    initial = {"name": proposed_name(query, taxonomy), "frequency": Frequency.DAILY}
    form = SaveSearchForm(request.POST if request.method == "POST" else None, initial=initial)
    refusal = None
    if form.is_valid():
        try:
            actions.save_search(acting=request.member, address=address, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("The search is kept."))
            return redirect("alerts:searches")
    context = {"form": form, "refusal": refusal, "address": address}
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "alerts/save.html", context, status=status)


@require_POST
@member_required()
def set_frequency(request: HttpRequest, pk: int) -> HttpResponse:
    """How often, or never."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.member), pk=pk)
    form = FrequencyForm(request.POST)
    if form.is_valid():
        actions.set_frequency(search=search, frequency=form.cleaned_data["frequency"])
        messages.success(request, _("Saved."))
    return redirect("alerts:searches")


@require_POST
@member_required()
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the search; the page asked first."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.member), pk=pk)
    actions.delete_search(search=search)
    messages.success(request, _("The search “%(name)s” is deleted.") % {"name": search.name})
    return redirect("alerts:searches")


@require_http_methods(["GET", "HEAD", "POST"])
@public
def off(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: opening it only shows a page, its one button acts."""
    search = search_of(token)
    if search is None:
        return render(request, "alerts/off.html", {"search": None}, status=404)
    if request.method == "POST":
        actions.set_frequency(search=search, frequency=Frequency.OFF)
    return render(request, "alerts/off.html", {"search": search, "is_done": request.method == "POST"})
