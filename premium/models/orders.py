"""Orders: who buys which pack, at which price, and whether the transfer has arrived."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from companies.models import Company
from premium.choices import CURRENCY, EURO_RATE, OrderState, PaymentWay, VatReason
from premium.models.catalogue import Pack
from premium.querysets import OrderQuerySet


class Order(models.Model):
    """A pack ordered; price, VAT, credit and the rate of its currency are those of its day and never recomputed."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    company = models.ForeignKey(Company, models.PROTECT, related_name="orders", verbose_name=_("company"))
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="orders", verbose_name=_("pack"))
    state = models.CharField(_("state"), max_length=10, choices=OrderState, default=OrderState.WAITING)
    replaces = models.ForeignKey(
        "premium.Subscription",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    continues = models.ForeignKey(
        "premium.Subscription",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewal_orders",
        verbose_name=_("renews"),
    )
    way = models.CharField(_("paid by"), max_length=10, choices=PaymentWay, default=PaymentWay.TRANSFER)
    stripe_invoice = models.CharField(max_length=80, blank=True, editable=False)
    stripe_payment = models.CharField(max_length=80, blank=True, editable=False)

    legal_name = models.CharField(_("legal name"), max_length=200)
    address = models.CharField(_("address"), max_length=250)
    postal_code = models.CharField(_("postal code"), max_length=20)
    city = models.CharField(_("city"), max_length=100)
    country = CountryField(_("country"))
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address for the invoice"))
    purchase_order = models.CharField(_("your purchase-order number"), max_length=60, blank=True)

    currency = models.CharField(max_length=3, default=CURRENCY)
    euro_rate = models.PositiveBigIntegerField(
        _("millionths of a euro for one unit"), default=EURO_RATE, editable=False
    )
    rate_on = models.DateField(_("day of the rate"), null=True, editable=False)
    rate_source = models.CharField(_("source of the rate"), max_length=80, blank=True, editable=False)
    price_cents = models.PositiveIntegerField(_("price of the pack"))
    credit_cents = models.PositiveIntegerField(_("credit for unused days"), default=0)
    net_cents = models.PositiveIntegerField(_("before VAT"))
    vat_reason = models.CharField(_("reason of the VAT rate"), max_length=20, choices=VatReason)
    vat_basis_points = models.PositiveSmallIntegerField(_("VAT rate in basis points"))
    vat_cents = models.PositiveIntegerField(_("VAT"))
    total_cents = models.PositiveIntegerField(_("total"))
    refunded_cents = models.PositiveIntegerField(_("refunded"), default=0)

    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    placed_at = models.DateTimeField(_("ordered"))
    due_on = models.DateField(_("to be paid by"))
    received_on = models.DateField(_("received"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-placed_at", "-pk"]
        constraints = [
            # Two colleagues order the same day and the company pays twice.
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(state__in=[OrderState.WAITING, OrderState.PROCESSING], continues=None),
                name="one_waiting_order_per_company",
            ),
            # Two next years are charged for one company.
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(state__in=[OrderState.WAITING, OrderState.PROCESSING], continues__isnull=False),
                name="one_waiting_renewal_per_company",
            ),
            # A pro-forma whose lines do not add up to its total.
            models.CheckConstraint(
                condition=Q(net_cents=F("price_cents") - F("credit_cents"))
                & Q(total_cents=F("net_cents") + F("vat_cents")),
                name="order_adds_up",
            ),
            # A euro worth something else than a euro, or a rate of no day: nobody could prove it.
            models.CheckConstraint(
                condition=Q(currency=CURRENCY, euro_rate=EURO_RATE, rate_on=None)
                | ~Q(currency=CURRENCY) & Q(euro_rate__gt=0, rate_on__isnull=False),
                name="order_keeps_its_rate",
            ),
            # More given back than was paid.
            models.CheckConstraint(condition=Q(refunded_cents__lte=F("total_cents")), name="refund_within_total"),
            # One payment at Stripe opens two years.
            models.UniqueConstraint(
                fields=["stripe_invoice"], condition=~Q(stripe_invoice=""), name="one_order_per_stripe_invoice"
            ),
            # Rights given for money nobody confirmed.
            models.CheckConstraint(
                condition=~Q(state=OrderState.PAID) | Q(confirmed_at__isnull=False, received_on__isnull=False),
                name="paid_order_was_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "placed_at"], name="order_state"),
            models.Index(fields=["stripe_payment"], condition=~Q(stripe_payment=""), name="order_of_stripe_payment"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("premium:proforma", args=[self.number])

    @property
    def is_waiting(self) -> bool:
        return self.state == OrderState.WAITING

    @property
    def is_renewal(self) -> bool:
        return self.continues_id is not None

    @property
    def is_charged_by_itself(self) -> bool:
        """Whether Stripe charges it on its day, as the year before; never in another currency than that year's."""
        return self.continues is not None and not self.is_by_transfer and self.continues.order.currency == self.currency

    @property
    def is_by_transfer(self) -> bool:
        return self.way == PaymentWay.TRANSFER
