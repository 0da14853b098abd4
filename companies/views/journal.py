"""The journal: read it, take it away, prove it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.forms.journal import JournalFilterForm
from companies.roles import CompanyPermission
from companies.selectors.journal import chosen_entries, file_rows, journal_page
from companies.selectors.journal_proof import prove
from network.common.spreadsheets import csv_lines


@member_required(CompanyPermission.READ_JOURNAL)
def journal(request: HttpRequest) -> HttpResponse:
    """What was done for the company, and by whom, newest first."""
    company = request.member.company
    form = JournalFilterForm(request.GET, company=company)
    form.full_clean()
    shown = journal_page(company, form.cleaned_data, request.GET.get("page"))
    context = {"journal": shown, "form": form, "filtered": any(form.cleaned_data.values())}
    return render(request, "companies/staff/journal.html", context)


@member_required(CompanyPermission.READ_JOURNAL)
def export(request: HttpRequest) -> HttpResponseBase:
    """The chosen entries as a CSV file, streamed."""
    company = request.member.company
    form = JournalFilterForm(request.GET, company=company)
    form.full_clean()
    rows = file_rows(chosen_entries(company, form.cleaned_data), get_language())
    name = f"{company.slug}-journal.csv"
    return StreamingHttpResponse(
        csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@member_required(CompanyPermission.READ_JOURNAL)
@require_POST
def proof(request: HttpRequest) -> HttpResponse:
    """Check the chain of the own company now."""
    found = prove(request.member.company_id)
    if found.holds:
        sentence = ngettext(
            "The chain holds: %(count)s entry checked, nothing was changed or removed.",
            "The chain holds: %(count)s entries checked, nothing was changed or removed.",
            found.entries,
        )
        messages.success(request, sentence % {"count": found.entries})
    else:
        broken = found.broken[0]
        messages.error(
            request,
            _("The chain is broken at entry %(number)s: %(difference)s. Tell the operator of the network.")
            % {"number": broken.number, "difference": broken.difference.label},
        )
    return redirect("companies:journal")
