"""The team's shortlist, the comparison, and one request to several companies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import in_person, member_required
from companies.models import Company
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.actions.introductions import FEATURE
from connections.choices import INTRODUCTION_CHARACTERS
from network.accounts.views import safe_next
from network.common.access import public
from premium.rights import require_right, use_of
from search_index.shortlists import actions, comparing
from search_index.shortlists.forms import AskForm, NoteForm
from search_index.shortlists.models import Shortlisted, ShortlistNote
from search_index.shortlists.selectors import comparison

MOST_ASKED = 5


@require_safe
@member_required()
def shortlist(request: HttpRequest) -> HttpResponse:
    """The companies the team keeps, with its notes."""
    entries = Shortlisted.objects.visible_to(request.member).with_notes()
    context = {
        "entries": entries,
        "may_connect": may(request.member, CompanyPermission.CONNECT),
        "limit": comparing.MOST_COMPARED,
        "most_asked": MOST_ASKED,
    }
    return render(request, "shortlists/shortlist.html", context)


@require_POST
@member_required()
def add_to_shortlist(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a company, from its page or from a result."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    actions.add_to_shortlist(acting=request.member, company=company)
    messages.success(request, _("%(company)s is on your team's shortlist.") % {"company": company.name})
    return HttpResponseRedirect(safe_next(request) or reverse("shortlists:shortlist"))


@require_POST
@member_required()
def remove_from_shortlist(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a company go; the page asked first, because the notes go with it."""
    entry = get_object_or_404(Shortlisted.objects.visible_to(request.member).select_related("candidate"), pk=pk)
    actions.remove_from_shortlist(acting=request.member, entry=entry)
    messages.success(request, _("%(company)s is off the shortlist.") % {"company": entry.candidate.name})
    return redirect("shortlists:shortlist")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required()
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """A note for the team; what was typed stays when it is too long."""
    entry = get_object_or_404(Shortlisted.objects.visible_to(request.member).with_notes(), pk=pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"entry": entry, "form": form}
        return render(request, "shortlists/note.html", context, status=400 if form.errors else 200)
    actions.write_note(acting=request.member, entry=entry, text=form.cleaned_data["text"])
    return redirect(f"{reverse('shortlists:shortlist')}#candidate-{entry.pk}")


@require_POST
@member_required()
def delete_note(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own note; a colleague's is not found."""
    entries = Shortlisted.objects.visible_to(request.member)
    note = get_object_or_404(ShortlistNote, pk=pk, entry__in=entries, author=request.user)
    actions.delete_note(note=note)
    return redirect(f"{reverse('shortlists:shortlist')}#candidate-{note.entry_id}")


@require_safe
@public
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four companies side by side; boxes ticked on results lead to the address that can be shared."""
    ticked = [int(given) for given in request.GET.getlist("compare") if given.isascii() and given.isdigit()]
    if ticked:
        companies = comparing.in_order([pk for pk in ticked if pk < 2**62][: comparing.MOST_COMPARED])
        return redirect(reverse("shortlists:compare", query=[("company", company.slug) for company in companies]))
    companies = comparing.by_slug(request.GET.getlist("company"))
    context = {
        "comparison": comparison(companies),
        "query": [("company", company.slug) for company in companies],
        "limit": comparing.MOST_COMPARED,
    }
    return render(request, "shortlists/compare.html", context)


@require_POST
@public
def choose(request: HttpRequest) -> HttpResponse:
    """The boxes of a page of results were ticked or unticked; answers the tray, for htmx."""
    shown, ticked = (
        [
            int(given)
            for given in request.POST.getlist(name)[:100]
            if given.isascii() and given.isdigit() and len(given) < 19
        ]
        for name in ("shown", "compare")
    )
    fits = comparing.choose(request, shown=shown, ticked=ticked)
    return render(request, "shortlists/tray.html", {"tray": comparing.tray(request, is_over=not fits)})


@require_POST
@public
def empty_tray(request: HttpRequest) -> HttpResponse:
    """Compare nobody any more."""
    comparing.empty(request)
    return HttpResponseRedirect(safe_next(request) or reverse("search_index:search"))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.CONNECT)
@in_person
def ask(request: HttpRequest) -> HttpResponse:
    """The same request to several companies; the page says what it costs before anybody has typed."""
    companies = comparing.by_slug(request.GET.getlist("company"), at_most=MOST_ASKED)
    askable = [company for company in companies if company.is_claimed and company.pk != request.member.company_id]
    if not askable:
        return render(request, "shortlists/ask_nobody.html", {"companies": companies})
    require_right(request.member.company, FEATURE, why=_("You want to ask several companies for an introduction."))
    use = next(iter(use_of(request.member.company, FEATURE)), None)
    form = AskForm(request.POST if request.method == "POST" else None, companies=askable, use=use)
    if form.is_valid():
        chosen = form.cleaned_data.pop("company")
        asked = actions.ask_for_introductions(
            acting=request.member,
            companies=[company for company in askable if company.slug in chosen],
            **form.cleaned_data,
        )
        _tell(request, asked)
        return redirect(f"{reverse('connections:network')}?tab=requests&box=sent")
    context = {
        "form": form,
        "use": use,
        "left_out": [company for company in companies if company not in askable],
        "limit": INTRODUCTION_CHARACTERS,
    }
    return render(request, "shortlists/ask.html", context, status=400 if form.errors else 200)


def _tell(request: HttpRequest, asked: list[actions.Asked]) -> None:
    """Who was asked, in one sentence, and one for each that could not be."""
    names = [one.company.name for one in asked if one.refusal is None]
    if names:
        sentence = ngettext("Your request is with %(names)s.", "Your requests are with %(names)s.", len(names))
        messages.success(request, sentence % {"names": ", ".join(names)})
    for one in asked:
        if one.refusal:
            messages.warning(request, f"{one.company.name}: {one.refusal.sentence}")
