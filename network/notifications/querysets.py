"""Chainable questions about notifications and mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from network.accounts.models import User


class NotificationQuerySet(models.QuerySet[Any]):
    """Questions about what people were told."""

    def of(self, user: User) -> NotificationQuerySet:
        return self.filter(user=user)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> NotificationQuerySet:
        return self.order_by("-pk")


class MailPreferenceQuerySet(models.QuerySet[Any]):
    """Questions about what people want by mail."""

    def switched_off(self, kind: str) -> MailPreferenceQuerySet:
        return self.filter(kind=kind, wanted=False)
