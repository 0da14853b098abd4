"""Chainable questions about payment links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from companies.models import Member


class PaymentLinkQuerySet(models.QuerySet):
    """Questions about payment links."""

    def visible_to(self, member: Member) -> PaymentLinkQuerySet:
        return self.filter(order__company_id=member.company_id)

    def valid(self) -> PaymentLinkQuerySet:
        """Neither withdrawn nor too old; its order may be paid already."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())
