"""Which acts of a company need a second person, and the requests that came of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.approvals.choices import DEFAULT_HOURS, ApprovalState
from companies.approvals.querysets import ApprovalRequestQuerySet
from companies.models import Company, Member
from companies.second_person import GatedAct, gated_acts


class ApprovalRule(models.Model):
    """Acts of one kind need a second person in this company. Written only by `actions.rules`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="approval_rules")
    kind = models.CharField(max_length=30, help_text="A key of companies.second_person.kinds.")
    deputy = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", help_text="May decide once the time has run out."
    )
    hours = models.PositiveSmallIntegerField(default=DEFAULT_HOURS, help_text="Until the deputy is told; then again.")
    turned_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    turned_on_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice of a second person")
        verbose_name_plural = _("choices of a second person")
        constraints = [
            # Two deputies for one kind of acts.
            models.UniqueConstraint(fields=["company", "kind"], name="one_approval_rule_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.kind}"


class ApprovalRequest(models.Model):
    """One act that waits for a second person, with all it takes to do it. Written only by `actions`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="approval_requests")
    kind = models.CharField(max_length=30)
    act = models.CharField(max_length=60, help_text="A key of companies.second_person.gated_acts.")
    subject = models.CharField(max_length=254, blank=True, help_text="Tells two acts of one kind apart.")
    name = models.CharField(max_length=254, blank=True, help_text="What the words of the act name.")
    payload = models.JSONField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    hours = models.PositiveSmallIntegerField(default=DEFAULT_HOURS)
    deadline_at = models.DateTimeField(help_text="When the deputy is told; afterwards, when it times out.")
    deputy_told_at = models.DateTimeField(null=True, help_text="Since then the deputy may decide too.")
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.PENDING)
    comment = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True, help_text="When the act passed the gate: an approval works once.")

    objects = ApprovalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for approval")
        verbose_name_plural = _("requests for approval")
        ordering = ["-pk"]
        constraints = [
            # Two texts of one person wait for the same place, and the older is approved.
            models.UniqueConstraint(
                fields=["company", "act", "subject", "requested_by"],
                condition=Q(state=ApprovalState.PENDING),
                name="one_pending_request_of_a_person",
            ),
            # Two eyes instead of four.
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.APPROVED)
                | Q(requested_by=None)
                | Q(decided_by=None)
                | ~Q(requested_by=F("decided_by")),
                name="nobody_approves_his_own_request",
            ),
            # An act that was done without anybody's approval.
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(state=ApprovalState.APPROVED, decided_at__isnull=False),
                name="only_approved_requests_are_applied",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-id"], name="approvals_of_company"),
            models.Index(fields=["company"], condition=Q(state="pending"), name="approvals_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("approvals:request", args=[self.pk])

    @property
    def gated(self) -> GatedAct:
        return gated_acts[self.act]

    @property
    def words(self) -> str | Promise:
        """What would be done, as part of a sentence in the reader's language."""
        return self.gated.words(self.name)

    @property
    def is_pending(self) -> bool:
        return self.state == ApprovalState.PENDING

    @property
    def next_deadline(self) -> timedelta:
        """How much longer it waits when the time has run out once."""
        return timedelta(hours=self.hours)

    @property
    def change_url(self) -> str:
        """Where the requester changes what he asked for."""
        return self.gated.page(self.payload)
