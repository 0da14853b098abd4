"""Chainable questions about requests to join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from companies.staffing.choices import RequestState

if TYPE_CHECKING:
    from companies.models import Member
    from network.accounts.models import User


class JoinRequestQuerySet(models.QuerySet):
    """Questions about requests to join."""

    def visible_to(self, member: Member) -> JoinRequestQuerySet:
        """Requests the staff can still answer, the longest waiting first; a declined one can be taken up again."""
        still_answered = [RequestState.WAITING, RequestState.DECLINED]
        return self.current().filter(company_id=member.company_id, state__in=still_answered).order_by("-state", "pk")

    def current(self) -> JoinRequestQuerySet:
        """Within their 14 days."""
        return self.filter(expires_at__gt=timezone.now())

    def shown_to(self, user: User) -> JoinRequestQuerySet:
        """What the person has asked and hears nothing of: a declined request looks like a waiting one."""
        still_open = [RequestState.WAITING, RequestState.DECLINED]
        return self.current().filter(user=user, state__in=still_open).order_by("-pk")
