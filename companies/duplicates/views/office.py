"""Pages of the back office on which an operator compares, merges and takes a merge apart; every decision is an action."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies.duplicates import selectors
from companies.duplicates.actions.merging import merge_companies, undo_merge
from companies.duplicates.actions.suspicions import ask_to_find, dismiss, suspect_again
from companies.duplicates.forms import CompareForm, MergeForm
from companies.duplicates.models import Merge
from companies.duplicates.operators import MERGE_COMPANIES
from companies.merge_rules import Pair
from companies.models import Company
from network.common.access import operator
from network.common.exceptions import Refusal


@operator(MERGE_COMPANIES)
def compare(request: HttpRequest) -> HttpResponse:
    """Two pages side by side; without two, the form that asks which."""
    given = {name: request.GET[name] for name in ("one", "other") if name in request.GET}
    form = CompareForm(given if len(given) == 2 else None, initial=given)
    if not form.is_valid():
        return render(request, "duplicates/office/choose.html", {"form": form})
    comparison = selectors.compare(form.cleaned_data["one"], form.cleaned_data["other"])
    return render(request, "duplicates/office/compare.html", {"comparison": comparison})


@require_POST
@operator(MERGE_COMPANIES)
def judge(request: HttpRequest, one_id: int, other_id: int) -> HttpResponse:
    """Two pages are two companies, or perhaps not after all."""
    one, other = (get_object_or_404(Company, pk=number) for number in (one_id, other_id))
    try:
        if "again" in request.POST:
            suspect_again(operator=request.user, one=one, other=other)
            messages.success(request, _("The pair is on the list again."))
        else:
            dismiss(operator=request.user, one=one, other=other)
            messages.success(request, _("Noted: these are two companies. The pair is not proposed again."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(f"{reverse('duplicates_office:compare')}?{urlencode({'one': one.pk, 'other': other.pk})}")


@require_POST
@operator(MERGE_COMPANIES)
def find(request: HttpRequest) -> HttpResponse:
    """Look for duplicates now."""
    ask_to_find(operator=request.user)
    messages.success(request, _("The pages are being compared. Reload the list in a minute."))
    return redirect("suspicion:index")


@operator(MERGE_COMPANIES)
def preview(request: HttpRequest, kept_id: int, merged_id: int) -> HttpResponse:
    """Every row a merge would touch, what speaks against it, and the button."""
    pair = _pair(request, kept_id, merged_id)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            merge = merge_companies(operator=request.user, pair=pair, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Merged. The staff of both companies is being told."))
            return redirect("duplicates_office:merge", merge.pk)
    shown = selectors.preview(pair, table=request.GET.get("table", ""), number=request.GET.get("p"))
    return render(request, "duplicates/office/preview.html", {"pair": pair, "preview": shown, "form": form})


@operator(MERGE_COMPANIES)
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """One merge: what it touched, and for 30 days the way back."""
    found = get_object_or_404(Merge.objects.select_related("kept", "merged", "operator", "undone_by"), pk=merge_id)
    if request.method == "POST" and "undo" in request.POST:
        _undo(request, found)
        return redirect("duplicates_office:merge", merge_id)
    table = request.GET.get("table", "")
    context = {
        "merge": found,
        "tables": selectors.tables_of(found),
        "table": table,
        "rows": selectors.rows_of(found, table=table, number=request.GET.get("p")),
    }
    return render(request, "duplicates/office/merge.html", context)


def _pair(request: HttpRequest, kept_id: int, merged_id: int) -> Pair:
    """Without a word of the operator the staff moves only to a page that has none."""
    kept, merged = (get_object_or_404(Company, pk=number) for number in (kept_id, merged_id))
    said = request.POST.get("staff") or request.GET.get("staff", "")
    return Pair(kept, merged, with_staff=said == "yes" if said else not kept.is_claimed)


def _undo(request: HttpRequest, found: Merge) -> None:
    try:
        left = undo_merge(operator=request.user, merge=found)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return
    messages.success(request, _("Both pages are there again."))
    if left:
        told = ngettext(
            "%(count)s row changed since and was left as it is: it stands first in the list.",
            "%(count)s rows changed since and were left as they are: they stand first in the list.",
            len(left),
        )
        messages.warning(request, told % {"count": len(left)})
