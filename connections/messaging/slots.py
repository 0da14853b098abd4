"""What messaging shows on pages of other apps, and the count of unread conversations."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from companies.models import Company
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.messaging import selectors
from connections.messaging.models import Conversation
from connections.selectors import IntroductionRow


def unread_count(request: HttpRequest) -> int:
    """Unread conversations of the acting company, counted once a request."""
    if not hasattr(request, "unread_conversations"):
        member = getattr(request, "member", None)
        request.unread_conversations = selectors.unread_conversations(member) if member else 0  # type: ignore[attr-defined]
    return request.unread_conversations  # type: ignore[attr-defined]


def may_read(request: HttpRequest) -> bool:
    """Whether the acting member's role reads messages at all."""
    return may(getattr(request, "member", None), CompanyPermission.READ_MESSAGES)


def company_contact(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """The way to the conversation with a company, if there is one."""
    member = getattr(request, "member", None)
    if not member or member.company_id == company.pk or not may(member, CompanyPermission.READ_MESSAGES):
        return None
    conversation = Conversation.objects.between(member.company_id, company.pk).first()
    return {"conversation": conversation} if conversation else None


def introduction_answer(request: HttpRequest, row: IntroductionRow) -> dict[str, Any] | None:
    """Accepting opens the conversation; accepted leads to it."""
    conversation = Conversation.objects.filter(introduction=row.introduction).first() if row.is_accepted else None
    return {"row": row, "conversation": conversation}


def to_do(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Conversations with something unread."""
    unread = unread_count(request)
    if not unread:
        return None
    label = ngettext("unread conversation", "unread conversations", unread)
    return {"rows": [{"count": unread, "label": label, "url": reverse("messaging:inbox") + "?show=unread"}]}
