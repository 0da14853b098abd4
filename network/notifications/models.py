"""What people were told, what they want by mail, and the queue of mails."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from network.notifications.kinds import NotificationKind, notification_kinds
from network.notifications.querysets import MailPreferenceQuerySet, NotificationQuerySet


class Notification(models.Model):
    """One piece of news for one person; its words are made when it is shown, in the reader's language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    company_id = models.BigIntegerField(null=True, help_text="The company of the reader that it concerns.")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_of_person"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return self.subject

    @cached_property
    def known_kind(self) -> NotificationKind | None:
        return notification_kinds.get(self.kind)

    @property
    def subject(self) -> str:
        return self.known_kind.subject_for(self.arguments) if self.known_kind else self.kind

    @property
    def body(self) -> str:
        return self.known_kind.body_for(self.arguments) if self.known_kind else ""

    @property
    def icon(self) -> str:
        return self.known_kind.icon if self.known_kind else "bell"


class MailPreference(models.Model):
    """Whether a person wants one kind of news by mail; without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences")
    kind = models.CharField(max_length=60)
    wanted = models.BooleanField()

    objects = MailPreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [
            # One row says yes and the other no: somebody gets mail he switched off.
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.wanted}"


class MailState(models.TextChoices):
    """Claim, commit, send, mark: a crash between claim and mark leaves "in doubt", which is never sent again."""

    PENDING = "pending", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    IN_DOUBT = "in_doubt", _("in doubt")
    FAILED = "failed", _("failed")
    UNWANTED = "unwanted", _("switched off meanwhile")


class Mail(models.Model):
    """One mail to one address; the words are made when it leaves, in the reader's language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=5)
    template = models.CharField(
        max_length=60, help_text="The notification kind, or the name of a template of templates/mail."
    )
    arguments: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["state", "id"], name="mails_by_state")]

    def __str__(self) -> str:
        return f"{self.template} to {self.address}"
