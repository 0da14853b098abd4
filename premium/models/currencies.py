"""The currencies besides the euro in which packs may be sold, and what each is worth."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.common.signs import currency_name
from premium.choices import CURRENCY, EURO_RATE, FOREIGN


def foreign_choices() -> list[tuple[str, str]]:
    """Codes with their names in the reader's language."""
    return [(code, currency_name(code)) for code in FOREIGN]


class Currency(models.Model):
    """A currency and its rate of today; orders keep the rate of their own day."""

    code = models.CharField(
        _("currency"),
        max_length=3,
        unique=True,
        choices=foreign_choices,
        help_text=_("Only currencies with cents are offered. The euro needs no rate: the books are kept in it."),
    )
    euro_rate = models.PositiveBigIntegerField(
        _("millionths of a euro for one unit"), validators=[MinValueValidator(1), MaxValueValidator(1000 * EURO_RATE)]
    )
    rate_on = models.DateField(_("day of the rate"), default=timezone.localdate)
    source = models.CharField(
        _("source of the rate"),
        max_length=80,
        help_text=_("Who publishes it, for example the European Central Bank: invoices name it."),
    )

    class Meta:
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        ordering = ["code"]
        constraints = [
            # A euro worth something else than a euro.
            models.CheckConstraint(condition=~Q(code=CURRENCY), name="euro_has_no_rate"),
            # A currency worth nothing: every amount would vanish from the books.
            models.CheckConstraint(condition=Q(euro_rate__gt=0), name="currency_is_worth_something"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return currency_name(self.code)

    @property
    def euros(self) -> Decimal:
        """Euros for one unit."""
        return Decimal(self.euro_rate) / EURO_RATE
