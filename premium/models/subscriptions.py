"""What a company has bought, and the terms at which it bought it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from premium.choices import FailureReason, OrderState, PaymentWay, SubscriptionState
from premium.models.catalogue import Allowance, Pack
from premium.models.orders import Order
from premium.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """A company's purchase of a pack for one year; the next year is a row of its own.

    Written only by `actions.subscriptions`, `actions.settlement` and `actions.dunning`. Rights are open between
    `starts_at` and `ends_at` while `state` is an open one; those that reach out to others end at `outbound_ends_at`.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="subscriptions", verbose_name=_("company"))
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="subscriptions", verbose_name=_("pack"))
    order = models.OneToOneField(Order, models.PROTECT, related_name="subscription", verbose_name=_("order"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    state = models.CharField(
        _("state"), max_length=12, choices=SubscriptionState, default=SubscriptionState.ACTIVE, editable=False
    )
    renews = models.BooleanField(_("renews"), default=True, editable=False)
    next_pack = models.ForeignKey(
        Pack, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("next pack")
    )
    contract = models.ForeignKey(
        "premium.StripeSubscription", models.PROTECT, null=True, editable=False, related_name="years"
    )
    failure = models.CharField(_("why"), max_length=16, choices=FailureReason, blank=True, editable=False)
    dunning_since = models.DateTimeField(_("failed"), null=True, editable=False)
    dunning_step = models.PositiveSmallIntegerField(default=0, editable=False)
    outbound_ends_at = models.DateTimeField(null=True, editable=False)
    paused_at = models.DateTimeField(_("paused"), null=True, editable=False)
    paused_days = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-starts_at"]
        constraints = [
            # Rights that end before they begin are paid for and never held.
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="subscription_ends_after_it_begins"),
            # A failed payment that nobody follows up, or a paid year that is dunned.
            models.CheckConstraint(
                condition=Q(state=SubscriptionState.PAST_DUE, dunning_since__isnull=False)
                | ~Q(state=SubscriptionState.PAST_DUE) & Q(dunning_since=None),
                name="past_due_is_followed_up",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "ends_at"], name="subscription_of_company"),
            models.Index(fields=["state", "ends_at"], name="subscription_to_advance"),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.pack}"

    @property
    def way(self) -> str:
        """How it is paid, and how the next year will be."""
        return PaymentWay(self.order.way)

    @property
    def is_paid(self) -> bool:
        """Whether its money has arrived."""
        return self.order.state == OrderState.PAID

    @property
    def following_pack(self) -> Pack:
        """The pack of the year after."""
        return self.next_pack or self.pack


class SubscribedFeature(Allowance):
    """One right as it was sold: editing a pack later changes nothing for who has bought it."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="features")

    class Meta:
        verbose_name = _("feature bought")
        verbose_name_plural = _("features bought")
        constraints = [
            models.UniqueConstraint(fields=["subscription", "feature"], name="feature_once_per_subscription"),
        ]
        indexes = [models.Index(fields=["feature", "subscription"], name="subscribed_feature")]
