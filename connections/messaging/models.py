"""Conversation, Participation and Message: two companies, two shared inboxes, one sequence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from connections.messaging.querysets import ConversationQuerySet, MessageQuerySet, ParticipationQuerySet
from connections.models import Introduction

EXCERPT_CHARACTERS = 140


class Conversation(models.Model):
    """What two companies write to each other about one subject; `sequence` is the number of its last message."""

    introduction = models.OneToOneField(Introduction, models.SET_NULL, null=True, related_name="conversation")
    subject = models.CharField(_("subject"), max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    last_message_at = models.DateTimeField()
    last_excerpt = models.CharField(max_length=EXCERPT_CHARACTERS, blank=True)
    last_author_company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("messaging:conversation", args=[self.pk])


class Participation(models.Model):
    """One side of a conversation, which is one row of that company's inbox; `other` saves the list a join."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="participations")
    company = models.ForeignKey(Company, models.CASCADE, related_name="participations")
    other = models.ForeignKey(Company, models.CASCADE, related_name="+")
    unread_count = models.PositiveIntegerField(default=0)
    last_read_sequence = models.PositiveIntegerField(default=0)
    last_message_at = models.DateTimeField()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("side of a conversation")
        verbose_name_plural = _("sides of conversations")
        constraints = [
            # The same conversation twice in one inbox, with two counts.
            models.UniqueConstraint(fields=["conversation", "company"], name="one_participation_per_company"),
            models.CheckConstraint(condition=~Q(company=F("other")), name="nobody_writes_to_itself"),
        ]
        indexes = [
            models.Index(fields=["company", "-last_message_at", "-id"], name="inbox_of_company"),
            models.Index(fields=["company"], condition=Q(unread_count__gt=0), name="unread_of_company"),
            models.Index(fields=["company", "other"], name="participation_of_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} · {self.company_id}"


class Message(models.Model):
    """One message; outsiders see the company, colleagues see who wrote."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    sequence = models.PositiveIntegerField()
    author_company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    sent_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sequence"]
        constraints = [
            # Two messages with one number: a page that asks "what came after 7" would never show one of them.
            models.UniqueConstraint(fields=["conversation", "sequence"], name="one_message_per_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.sequence}"
