"""The outbox: what was decided in a transaction and must still be done; and what the worker tells open pages."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


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
