"""Chainable questions about conversations, inbox rows and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from companies.models import Company, Member


class ConversationQuerySet(models.QuerySet):
    """Questions about conversations."""

    def visible_to(self, member: Member) -> ConversationQuerySet:
        return self.filter(participations__company_id=member.company_id)

    def between(self, one_id: int, other_id: int) -> ConversationQuerySet:
        """Conversations of two companies, the liveliest first."""
        return self.filter(participations__company_id=one_id, participations__other_id=other_id).order_by(
            "-last_message_at", "-pk"
        )


class ParticipationQuerySet(models.QuerySet):
    """Questions about inbox rows."""

    def visible_to(self, member: Member) -> ParticipationQuerySet:
        return self.filter(company_id=member.company_id)

    def inbox_of(self, company: Company) -> ParticipationQuerySet:
        """The company's conversations with the other company, latest first: one index read."""
        return self.filter(company=company).select_related("conversation", "other").order_by("-last_message_at", "-pk")

    def unread(self) -> ParticipationQuerySet:
        return self.filter(unread_count__gt=0)


class MessageQuerySet(models.QuerySet):
    """Questions about messages."""

    def after(self, sequence: int) -> MessageQuerySet:
        return self.filter(sequence__gt=sequence).order_by("sequence")

    def before(self, sequence: int) -> MessageQuerySet:
        return self.filter(sequence__lt=sequence).order_by("-sequence")

    def foreign_to(self, company_id: int) -> MessageQuerySet:
        """Written by the other side."""
        return self.exclude(author_company_id=company_id)
