"""A request to recover a company, and who decided it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.recovery.choices import OPEN, RecoveryState
from companies.recovery.querysets import RecoveryQuerySet
from companies.storage import PrivateStorage


class RecoveryRequest(models.Model):
    """Somebody works there and no owner answers: evidence, a week for the staff to object, two operators."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="recoveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recoveries")
    function = models.CharField(_("function"), max_length=80)
    explanation = models.TextField(_("what happened"), max_length=2000)
    registration_number = models.CharField(_("registration number"), max_length=60)
    number_matches = models.BooleanField(_("the number is the company’s"), default=False)
    mailbox_matches = models.BooleanField(_("the mailbox is on the company's domain"), default=False)
    document = models.FileField(_("document"), upload_to="recoveries/", storage=PrivateStorage(), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RecoveryState, default=RecoveryState.WAITING)
    cooling_until = models.DateTimeField(_("the staff may object until"))
    first_approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_approved_at = models.DateTimeField(null=True)
    second_approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason given to the person"), blank=True, max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery of a company")
        verbose_name_plural = _("recoveries of companies")
        ordering = ["-pk"]
        constraints = [
            # Clicking twice makes two requests to judge.
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(state__in=OPEN), name="one_open_recovery_per_person"
            ),
            # One operator who approves twice gives a company away alone.
            models.CheckConstraint(
                condition=Q(second_approved_by__isnull=True) | ~Q(second_approved_by=F("first_approved_by")),
                name="recovery_needs_two_operators",
            ),
            # Done with one approval, or with none.
            models.CheckConstraint(
                condition=~Q(state=RecoveryState.DONE)
                | Q(first_approved_by__isnull=False, second_approved_by__isnull=False),
                name="done_recovery_was_approved_twice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.user}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_cooling_off(self) -> bool:
        return self.is_open and timezone.now() < self.cooling_until
