"""Statements of the bank as they were uploaded, the money received by them, and what was sent back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from premium.choices import CURRENCY
from premium.models import Order
from premium.transfers.choices import MovementState


class BankStatement(models.Model):
    """One file; it is a draft to look at until an operator imports it."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file"), max_length=200)
    content = models.TextField()
    account = models.CharField(_("account"), max_length=34)
    first_day = models.DateField(_("from"), null=True)
    last_day = models.DateField(_("to"), null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(_("imported"), null=True)

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class BankMovement(models.Model):
    """Money that arrived; the bank's own reference makes importing it twice impossible."""

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="movements")
    account = models.CharField(max_length=34)
    reference = models.CharField(_("reference of the bank"), max_length=80)
    booked_on = models.DateField(_("booked"))
    cents = models.PositiveBigIntegerField(_("amount"))
    currency = models.CharField(max_length=3, default=CURRENCY)
    payer = models.CharField(_("payer"), max_length=140, blank=True)
    payer_account = models.CharField(_("account of the payer"), max_length=34, blank=True)
    text = models.CharField(_("purpose"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MovementState)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="movements", verbose_name=_("order"))

    class Meta:
        verbose_name = _("bank movement")
        verbose_name_plural = _("bank movements")
        ordering = ["-booked_on", "-pk"]
        constraints = [
            # Overlapping statements count one transfer twice.
            models.UniqueConstraint(fields=["account", "reference"], name="movement_once_per_account"),
            # Money counted for no order.
            models.CheckConstraint(
                condition=~Q(state__in=[MovementState.MATCHED, MovementState.KNOWN]) | Q(order__isnull=False),
                name="counted_movement_has_an_order",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="movement_moves_money"),
        ]

    def __str__(self) -> str:
        return self.reference


class MoneyReturned(models.Model):
    """What was paid too much or twice, or for nothing we know, sent back by hand."""

    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="money_returned")
    movement = models.ForeignKey(BankMovement, models.PROTECT, null=True, related_name="money_returned")
    cents = models.PositiveBigIntegerField(_("amount"))
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    returned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("money sent back")
        verbose_name_plural = _("money sent back")
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="return_moves_money")]

    def __str__(self) -> str:
        return str(self.order or self.movement)
