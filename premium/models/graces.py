"""The days in which a company keeps what its former category gave it, and what goes back to it afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Category
from companies.models import Company
from premium.choices import GraceState
from premium.models.orders import Order
from premium.models.stripe import StripeCall
from premium.models.subscriptions import Subscription
from premium.querysets import CategoryCreditQuerySet, CategoryGraceQuerySet


class CategoryGrace(models.Model):
    """A change of category takes nothing away before `ends_at`; written only by `actions.graces`.

    `former_category` is the one before the first change, `category` the one of the latest. From `unlisted_at` on the
    company is no provider any more: the days of its packs after it are given back; without it no year ends here.
    `renewing` are the years whose renewal was called off, to be restored when the change is.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="category_graces", verbose_name=_("company"))
    former_category = models.CharField(_("former category"), max_length=20, choices=Category)
    category = models.CharField(_("new category"), max_length=20, choices=Category)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    unlisted_at = models.DateTimeField(_("no provider since"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=GraceState, default=GraceState.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True)
    renewing = models.ManyToManyField(Subscription, related_name="+")

    objects = CategoryGraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("grace after a change of category")
        verbose_name_plural = _("graces after changes of category")
        ordering = ["-begins_at", "-pk"]
        constraints = [
            # Two changes in a week: the days would be credited twice.
            models.UniqueConstraint(
                fields=["company"], condition=Q(state=GraceState.OPEN), name="one_open_grace_per_company"
            ),
            # What was held ends before anybody was told.
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="grace_lasts"),
            # A closed grace is closed again every hour, and credited each time.
            models.CheckConstraint(
                condition=Q(state=GraceState.OPEN, closed_at=None)
                | ~Q(state=GraceState.OPEN) & Q(closed_at__isnull=False),
                name="closed_grace_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_former_category_display()}"


class CategoryCredit(models.Model):
    """What goes back of one order after a change of category, VAT included; written only by `actions.credits`.

    `call` is what Stripe was asked for it; without one, or when Stripe has refused, an operator sends the money by hand.
    """

    grace = models.ForeignKey(CategoryGrace, models.PROTECT, related_name="credits", verbose_name=_("grace"))
    order = models.ForeignKey(Order, models.PROTECT, related_name="category_credits", verbose_name=_("order"))
    cents = models.PositiveIntegerField(_("amount"))
    call = models.ForeignKey(StripeCall, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent back"), null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CategoryCreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit after a change of category")
        verbose_name_plural = _("credits after changes of category")
        ordering = ["-pk"]
        constraints = [
            # The same days given back twice.
            models.UniqueConstraint(fields=["grace", "order"], name="one_credit_per_order_and_grace"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="category_credit_moves_money"),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.cents}"

    @property
    def amount(self) -> tuple[int, str]:
        return self.cents, self.order.currency

    def cents_left(self, order: Order) -> int:
        """What is still to be given back of it, at most what is left of its order."""
        return min(self.cents, order.total_cents - order.refunded_cents)
