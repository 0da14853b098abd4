"""The inbox, a conversation, and the acceptance that opens one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import member_required
from companies.roles import CompanyPermission
from connections.messaging import actions
from connections.messaging.forms import MessageForm
from connections.messaging.models import Participation
from connections.messaging.selectors import conversation_page, inbox_of, messages_after
from connections.models import Introduction
from network.common.exceptions import Forbidden, Refusal


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


@require_safe
@member_required(CompanyPermission.READ_MESSAGES)
def inbox(request: HttpRequest) -> HttpResponse:
    """The company's conversations; the page alone, or its list for a page that is open."""
    listed = inbox_of(
        request.member.company,
        older=request.GET.get("older", ""),
        only_unread=request.GET.get("show") == "unread",
        current=_number(request, "current"),
    )
    template = "messaging/parts/rows.html" if request.GET.get("part") == "rows" else "messaging/inbox.html"
    return render(request, template, {"inbox": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.READ_MESSAGES)
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, and write in the company's name."""
    sides = Participation.objects.visible_to(request.member).select_related("conversation", "other")
    side = get_object_or_404(sides, conversation__id=pk)
    if request.method == "POST":
        return _send(request, side)
    after = _number(request, "after")
    if after is not None:
        return _newer(request, side, after)
    return _page(request, side, MessageForm())


def _newer(request: HttpRequest, side: Participation, after: int) -> HttpResponse:
    """Messages a page lacks, for its script; 204 when it lacks none."""
    if side.conversation.sequence <= after:
        return HttpResponse(status=204)
    actions.mark_read(acting=request.member, participation=side, sequence=side.conversation.sequence)
    shown = messages_after(side, request.member, after)
    return render(request, "messaging/parts/messages.html", {"shown": shown})


def _send(request: HttpRequest, side: Participation) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, side, form, status=400)
    try:
        sent = actions.send_message(
            acting=request.member,
            conversation=side.conversation,
            text=form.cleaned_data["text"],
            last_seen=form.cleaned_data["last_seen"],
        )
    except Forbidden:
        raise
    except Refusal as refusal:
        side.conversation.refresh_from_db()
        return _page(request, side, form, refusal=refusal, status=refusal.status)
    return redirect(f"{side.conversation.get_absolute_url()}#message-{sent.pk}")


def _page(
    request: HttpRequest, side: Participation, form: MessageForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    before = _number(request, "before")
    seen = form.cleaned_data.get("last_seen") if form.is_bound else None
    page = conversation_page(side, request.member, before=before, seen=seen)
    if not page.is_older:
        actions.mark_read(acting=request.member, participation=side, sequence=side.conversation.sequence)
    context = {
        "page": page,
        "form": form,
        "refusal": refusal,
        "inbox": inbox_of(request.member.company, current=side.conversation_id),
    }
    return render(request, "messaging/conversation.html", context, status=status)


@require_POST
@member_required(CompanyPermission.CONNECT)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept an introduction and go to the conversation it opens."""
    introduction = get_object_or_404(Introduction.objects.visible_to(request.member), pk=pk)
    opened = actions.accept_introduction(acting=request.member, introduction=introduction)
    messages.success(request, _("Accepted: the conversation is open."))
    return redirect(opened)
