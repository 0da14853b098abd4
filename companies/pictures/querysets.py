"""Chainable questions about pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from companies.models import Member


class PictureQuerySet(models.QuerySet):
    """Questions about pictures."""

    def visible_to(self, member: Member) -> PictureQuerySet:
        return self.filter(company_id=member.company_id)

    def there(self) -> PictureQuerySet:
        """Whose files exist."""
        return self.filter(erased_at=None)
