"""What a company has bought, and the terms at which it bought it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from premium.models.catalogue import Allowance, Pack
from premium.models.orders import Order
from premium.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """A company's purchase of a pack for a period. Written only by `actions.orders`."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="subscriptions", verbose_name=_("company"))
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="subscriptions", verbose_name=_("pack"))
    order = models.OneToOneField(Order, models.PROTECT, related_name="subscription", verbose_name=_("order"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-starts_at"]
        constraints = [
            # Rights that end before they begin are paid for and never held.
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="subscription_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["company", "ends_at"], name="subscription_of_company")]

    def __str__(self) -> str:
        return f"{self.company} · {self.pack}"


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
