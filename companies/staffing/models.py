"""People who ask to join a staff, and whom a company lets ask."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.staffing.choices import RequestState, WhoIsTold, WhoMayAsk
from companies.staffing.querysets import JoinRequestQuerySet


class JoinRequest(models.Model):
    """A person asks to join a company's staff: answered within 14 days, or it ends by itself."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"), help_text="The proven address shown to the staff.")
    is_on_domain = models.BooleanField(default=False, help_text="The address lay on the company's domain.")
    message = models.TextField(_("message"), max_length=600, blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.WAITING)
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text="Of a decline; only colleagues read it."
    )
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            # Two colleagues answer the same person differently.
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(state=RequestState.WAITING),
                name="one_waiting_join_request_of_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered; a declined request can be taken up again."""
        return self.state in {RequestState.WAITING, RequestState.DECLINED} and self.expires_at > timezone.now()


class JoinPolicy(models.Model):
    """Whom a company lets ask, and who is told; without a row, anybody may ask and all who manage the staff are told."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="join_policy")
    who_may_ask = models.CharField(_("who may ask"), max_length=10, choices=WhoMayAsk, default=WhoMayAsk.ANYBODY)
    who_is_told = models.CharField(_("who is told"), max_length=10, choices=WhoIsTold, default=WhoIsTold.MANAGERS)

    class Meta:
        verbose_name = _("rule for requests to join")
        verbose_name_plural = _("rules for requests to join")

    def __str__(self) -> str:
        return self.get_who_may_ask_display()


class AccountClosing(models.Model):
    """A person wants his account deleted; written only by `actions.closing`, gone with the account or called off."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="closing")
    heirs = models.JSONField(default=dict, help_text="Company to the member who looks after the person's things there.")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("deletion of an account")
        verbose_name_plural = _("deletions of accounts")

    def __str__(self) -> str:
        return str(self.due_at)
