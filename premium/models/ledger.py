"""The money ledger: double entry in integer cents, only ever added to; balances are derived."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from premium.choices import CURRENCY, Account
from premium.models.orders import Order


class LedgerAccount(models.Model):
    """One account of the books."""

    code = models.CharField(_("account"), max_length=10, choices=Account, unique=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.get_code_display()}"


class LedgerTransaction(models.Model):
    """One event of money; `key` makes posting it twice impossible."""

    key = models.CharField(max_length=100, unique=True)
    text = models.CharField(_("text"), max_length=200)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="ledger_transactions")
    booked_on = models.DateField(_("booked"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ledger transaction")
        verbose_name_plural = _("ledger transactions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.key


class LedgerEntry(models.Model):
    """One line of a transaction: debits are positive, credits negative, and the lines sum to zero."""

    transaction = models.ForeignKey(LedgerTransaction, models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default=CURRENCY)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            # A line that moves nothing hides a forgotten amount.
            models.CheckConstraint(condition=~Q(cents=0), name="ledger_entry_moves_money"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.cents}"
