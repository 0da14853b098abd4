"""Money given back, and money a payer's bank has taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from premium.choices import DisputeState
from premium.models.orders import Order


class Refund(models.Model):
    """A part or the whole of a settled order given back to whoever paid it; written only by `actions.refunds`."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="refunds", verbose_name=_("order"))
    key = models.CharField(max_length=100, unique=True)
    cents = models.PositiveIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("given back"), auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="refund_moves_money")]

    def __str__(self) -> str:
        return self.key


class Dispute(models.Model):
    """A payment that the payer's bank takes back until the card scheme has decided."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="disputes", verbose_name=_("order"))
    stripe_id = models.CharField(max_length=80, unique=True)
    cents = models.PositiveIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=DisputeState, default=DisputeState.OPEN)
    opened_at = models.DateTimeField(_("opened"))
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.stripe_id


class BillingDeputy(models.Model):
    """The colleague who is written to as well when a payment fails; without one, the owners are."""

    company = models.OneToOneField("companies.Company", models.CASCADE, related_name="billing_deputy")
    member = models.ForeignKey("companies.Member", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("billing deputy")
        verbose_name_plural = _("billing deputies")

    def __str__(self) -> str:
        return f"{self.company} · {self.member}"
