"""The outbox: what was decided in a transaction and must still be done; what the worker tells open pages; what operators set."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """One thing to do, written in the transaction that decided it (transactional outbox pattern)."""

    topic = models.CharField(max_length=60)
    key = models.CharField(
        max_length=100, help_text="What it is about; events with one topic and key may be done together."
    )
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["topic", "run_at", "id"], condition=Q(done_at__isnull=True), name="outbox_due"),
            models.Index(fields=["done_at"], condition=Q(done_at__isnull=False), name="outbox_done"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class Push(models.Model):
    """A hint of the worker to open pages, in the embedded mode only; its key is the sequence number. Lives ten minutes."""

    group = models.CharField(max_length=100)
    event = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pk} to {self.group}"


class ErasedKind(models.TextChoices):
    PERSON = "person", _("person")
    COMPANY = "company", _("company")


class Erasure(models.Model):
    """Somebody who was erased: a number and nothing about him, so that a restored backup forgets him again.

    `fingerprint` tells him from whoever gets the same number in a database that was restored.
    """

    kind = models.CharField(max_length=10, choices=ErasedKind)
    number = models.BigIntegerField(help_text="The key that the row had, or still has.")
    fingerprint = models.CharField(max_length=64)
    erased_at = models.DateTimeField(default=timezone.now)
    kept = models.JSONField(default=list, help_text="Keys of the reasons for which something stayed.")

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            # Listed twice: a restored backup would be gone through twice.
            models.UniqueConstraint(fields=["kind", "number", "fingerprint"], name="one_erasure_of_each"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class SettingChange(models.Model):
    """Who set a limit or a flag to what, and why; only ever added to. The highest version of a name is in force."""

    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    value = models.JSONField()
    reason = models.CharField(_("reason"), max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a setting")
        verbose_name_plural = _("changes of settings")
        constraints = [
            # Two operators at once: the second would overwrite what he never saw.
            models.UniqueConstraint(fields=["name", "version"], name="one_setting_change_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
