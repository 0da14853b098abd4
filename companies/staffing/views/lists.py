"""Inviting many people at once: type or upload, look at each row, send."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.access import member_required
from companies.forms.staff import role_name, roles_to_give
from companies.roles import CompanyPermission
from companies.staffing.actions.bulk import invite_many
from companies.staffing.forms import ListForm
from companies.staffing.lists import MOST_ROWS, Verdict, judge, read_rows
from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal
from network.common.spreadsheets import csv_lines

MANAGE = CompanyPermission.MANAGE_STAFF


@member_required(MANAGE)
@proven_again(reading=True)
def invite_list(request: HttpRequest) -> HttpResponse:
    """Show what would happen to each row; the second press sends the good ones, and the others stay in the field."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    text = form.cleaned_data["file"] or form.cleaned_data["text"]
    shown = ListForm(initial={"text": text})
    try:
        rows = read_rows(text)
    except Refusal as refusal:
        return _page(request, shown, refusal=refusal, status=refusal.status)
    if request.POST.get("step") != "send" or form.cleaned_data["file"]:
        return _page(request, shown, judged=judge(request.member, rows))
    judged = invite_many(acting=request.member, rows=rows)
    left = [one for one in judged if one.verdict not in {Verdict.INVITE, Verdict.ASKED}]
    sent = sum(one.is_good for one in judged)
    text = ngettext("%(sent)s invitation is on its way.", "%(sent)s invitations are on their way.", sent)
    messages.success(request, text % {"sent": sent})
    if asked := sum(one.verdict == Verdict.ASKED for one in judged):
        text = ngettext(
            "%(asked)s invitation waits for a colleague’s approval.",
            "%(asked)s invitations wait for a colleague’s approval.",
            asked,
        )
        messages.info(request, text % {"asked": asked})
    if not left:
        return redirect("companies:staff")
    return _page(request, ListForm(initial={"text": "\n".join(one.row.text for one in left)}), judged=left)


@member_required(MANAGE)
def list_template(request: HttpRequest) -> StreamingHttpResponse:
    """A file to fill in, with one line for each role the member may give."""
    header = ["e-mail", _("role"), _("language")]
    rows = [
        [f"name{number}@example.com", str(role_name(role)), request.LANGUAGE_CODE]
        for number, role in enumerate(roles_to_give(request.member), start=1)
    ]
    answer = StreamingHttpResponse(csv_lines([header, *rows]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    return answer


def _page(request: HttpRequest, form: ListForm, *, status: int = 200, **context: object) -> HttpResponse:
    judged = context.get("judged") or []
    context |= {"form": form, "most": MOST_ROWS, "good": sum(one.is_good for one in judged)}
    context["roles"] = [role_name(role) for role in roles_to_give(request.member)]
    return render(request, "staffing/list.html", context, status=status)
