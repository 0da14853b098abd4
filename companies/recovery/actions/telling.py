"""Telling everybody concerned: the staff, the owners whose accounts sleep, every known address, the person who asks."""

from typing import Final

from django.urls import reverse

from companies.contacts import contact_addresses
from companies.models import Company, Member
from companies.recovery.models import RecoveryRequest
from network.accounts.languages import address_in
from network.accounts.models import User
from network.notifications.actions import notify, send_mail_to

ASKED: Final = "recovery.asked"
STOPPED: Final = "recovery.stopped"
REFUSED: Final = "recovery.refused"
DONE: Final = "recovery.done"
HANDED_OVER: Final = "recovery.handed_over"


def warn_everybody(request: RecoveryRequest) -> None:
    """Staff by notice and mail; sleeping accounts and known addresses by mail."""
    company = request.company
    members = list(Member.objects.active().filter(company=company).exclude(user=request.user).select_related("user"))
    words = _words(request)
    notify([member.user for member in members], ASKED, arguments=words, url=_ours(), company_id=company.pk)

    told = {member.user.email.lower() for member in members if member.user.is_active} | {request.user.email.lower()}
    sleeping = {member.user.email.lower() for member in members if not member.user.is_active}
    language = members[0].user.language if members else request.user.language
    notice = f"{reverse('companies:page_notice', args=[company.slug])}"
    for address in sorted((sleeping | contact_addresses(company)) - told):
        send_mail_to(address, language, "recovery_warning", {**words, "url": address_in(notice, language)})


def tell_outcome(request: RecoveryRequest, kind: str) -> None:
    """The person who asked learns how it ended."""
    url = reverse("recovery:ask", args=[request.company.slug])
    notify([request.user], kind, arguments=_words(request), url=url)


def tell_handed_over(request: RecoveryRequest) -> None:
    """The staff learns who is owner now."""
    users = User.objects.filter(
        memberships__company=request.company, memberships__ended_at__isnull=True, is_active=True
    ).exclude(pk=request.user_id)
    url = reverse("companies:staff")
    notify(users, HANDED_OVER, arguments=_words(request), url=url, company_id=request.company_id)


def _words(request: RecoveryRequest) -> dict[str, str]:
    company: Company = request.company
    return {
        "company": company.name,
        "name": request.user.display_name,
        "function": request.function,
        "until": request.cooling_until.isoformat(),
        "reason": request.reason,
    }


def _ours() -> str:
    return reverse("recovery:ours")
