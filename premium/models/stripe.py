"""What we know of Stripe: customers, subscriptions as last read, events received, and calls we owe."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from premium.choices import CURRENCY
from premium.querysets import StripeCallQuerySet, StripeEventQuerySet


class StripeCustomer(models.Model):
    """A company as Stripe knows it, once for each currency: Stripe lets no customer pay two years in two currencies.

    `revision` grows with each reading that was applied: a reading begun before another one was applied is thrown away.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="stripe_customers")
    currency = models.CharField(_("currency"), max_length=3, default=CURRENCY)
    stripe_id = models.CharField(max_length=80, unique=True)
    revision = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(_("read"), null=True)
    difference = models.CharField(_("difference"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("customer at Stripe")
        verbose_name_plural = _("customers at Stripe")
        constraints = [
            # Two pages pressed at once: one of two customers would never be read again.
            models.UniqueConstraint(fields=["company", "currency"], name="one_customer_per_company_and_currency"),
        ]

    def __str__(self) -> str:
        return self.stripe_id


class StripeSubscription(models.Model):
    """A subscription at Stripe as it was last read; each year it charges is an order and a `Subscription` of ours."""

    customer = models.ForeignKey(StripeCustomer, models.PROTECT, related_name="subscriptions")
    stripe_id = models.CharField(max_length=80, unique=True)
    item_id = models.CharField(max_length=80, blank=True)
    status = models.CharField(_("state"), max_length=24)
    cancels_at_term = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    unit_cents = models.PositiveIntegerField(default=0)
    period_starts_at = models.DateTimeField(null=True)
    period_ends_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("subscription at Stripe")
        verbose_name_plural = _("subscriptions at Stripe")

    def __str__(self) -> str:
        return self.stripe_id


class StripeEvent(models.Model):
    """One event Stripe has told us, once; only its ids are kept, because the object itself is read again."""

    stripe_id = models.CharField(_("event"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=80)
    api_version = models.CharField(_("API version"), max_length=40, blank=True)
    customer = models.CharField(_("customer"), max_length=80, blank=True)
    payment = models.CharField(_("payment"), max_length=80, blank=True)
    told_at = models.DateTimeField(_("happened"))
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    run_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    objects = StripeEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of Stripe")
        verbose_name_plural = _("events of Stripe")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["run_at", "customer"], condition=Q(done_at=None), name="stripe_event_to_do"),
        ]

    def __str__(self) -> str:
        return self.stripe_id


class StripeCall(models.Model):
    """Something we ask of Stripe, written before it is asked; `key` is its idempotency key, so asking twice does it once."""

    key = models.CharField(max_length=200, unique=True)
    operation = models.CharField(_("operation"), max_length=40)
    arguments = models.JSONField(default=dict)
    company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="stripe_calls")
    contract = models.ForeignKey(StripeSubscription, models.PROTECT, null=True, related_name="calls")
    made_at = models.DateTimeField(_("asked"), auto_now_add=True)
    run_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    result = models.JSONField(default=dict)

    objects = StripeCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to Stripe")
        verbose_name_plural = _("calls to Stripe")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["run_at"], condition=Q(done_at=None), name="stripe_call_to_do")]

    def __str__(self) -> str:
        return self.key
