"""Pages of notifications: the list, the mail preferences, the way out of mails."""

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from network.accounts.languages import address_in
from network.accounts.models import User
from network.common.access import public, signed_in
from network.notifications import actions, selectors
from network.notifications.kinds import notification_kinds
from network.notifications.mails import read_unsubscribe_token
from network.notifications.models import Notification
from network.notifications.signals import notification_opened

NOTIFICATIONS_A_PAGE = 30


@signed_in
def notification_list(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first."""
    found = Notification.objects.of(request.user).newest_first()
    page = Paginator(found, NOTIFICATIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {"page": page})


@signed_in
def open_notification(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read and go where it leads, in the language of this page."""
    notification = get_object_or_404(Notification.objects.of(request.user), pk=notification_id)
    actions.mark_read(notification=notification)
    notification_opened.send(sender=None, request=request, notification=notification)
    return redirect(address_in(notification.url, get_language()))


@signed_in
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """The person has seen everything."""
    actions.mark_all_read(user=request.user)
    return redirect("notifications:list")


@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """Which news also come by mail, kind by kind."""
    choices = selectors.mail_choices(request.user)
    if request.method == "POST":
        wanted = set(request.POST.getlist("wanted"))
        actions.set_mail_preferences(user=request.user, wanted={choice.key: choice.key in wanted for choice in choices})
        messages.success(request, _("Your mail preferences are saved."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"groups": selectors.mail_groups(choices)})


@csrf_exempt
@public
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: opening the link only shows a page, a POST acts, from the page or from the mail program itself."""
    try:
        user_id, key = read_unsubscribe_token(token)
    except signing.BadSignature:
        return render(request, "notifications/unsubscribe.html", {"is_broken": True}, status=404)
    user = User.objects.filter(pk=user_id).first()
    is_done = request.method == "POST"
    if is_done and user is not None and key in notification_kinds:
        actions.set_mail_preference(user=user, kind=key, wanted=False)
    context = {"kind": selectors.kind_label(key), "address": user.email if user else "", "is_done": is_done}
    return render(request, "notifications/unsubscribe.html", context)
