"""The catalogue as data: packs, what they hold, and what the free side holds for nothing."""

from decimal import Decimal
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from companies.choices import Category
from premium.choices import CURRENCY, Window
from premium.features import Text, feature_label, validate_feature
from premium.querysets import PackQuerySet

WITHOUT_LIMIT: Final = Decimal("Infinity")


class Allowance(models.Model):
    """A feature, how many units, and how long they count; no limit means as many as wished."""

    feature = models.CharField(_("feature"), max_length=40, validators=[validate_feature])
    limit = models.PositiveIntegerField(
        _("limit"), null=True, blank=True, help_text=_("Leave empty for a right without limit.")
    )
    window = models.CharField(_("counts for"), max_length=10, choices=Window, default=Window.YEAR)
    carried = models.PositiveIntegerField(
        _("carried over"),
        default=0,
        help_text=_("How many unused units at most move on into the next window of the same purchase."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.feature_label)

    @property
    def feature_label(self) -> Text:
        """The right in words."""
        return feature_label(self.feature)

    @property
    def units_a_year(self) -> Decimal:
        """So that limits of different windows compare."""
        if self.limit is None:
            return WITHOUT_LIMIT
        return Decimal(self.limit) * (12 if self.window == Window.MONTH else 1)


class Pack(ClusterableModel):
    """What is sold for a year, with its price before VAT."""

    slug = models.SlugField(_("name in addresses"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=40)
    name_fr = models.CharField(_("name in French"), max_length=40)
    promise_en = models.CharField(_("for whom, in English"), max_length=160)
    promise_fr = models.CharField(_("for whom, in French"), max_length=160)
    price_cents = models.PositiveIntegerField(_("price a year before VAT, in cents"))
    currency = models.CharField(_("currency"), max_length=3, default=CURRENCY)
    rank = models.PositiveSmallIntegerField(
        _("rank"), unique=True, help_text=_("The higher rank is the larger pack; it decides what is an upgrade.")
    )
    is_on_sale = models.BooleanField(_("on sale"), default=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ["rank"]
        constraints = [
            # A pack for nothing: every provider would be listed without having paid.
            models.CheckConstraint(condition=Q(price_cents__gt=0), name="pack_has_a_price"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_fr if get_language() == "fr" else self.name_en

    @property
    def promise(self) -> str:
        """For whom it is, in the reader's language."""
        return self.promise_fr if get_language() == "fr" else self.promise_en


class PackFeature(Allowance):
    """One row of a pack."""

    pack = ParentalKey(Pack, on_delete=models.CASCADE, related_name="features", verbose_name=_("pack"))

    class Meta:
        verbose_name = _("feature of a pack")
        verbose_name_plural = _("features of packs")
        ordering = ["pk"]
        constraints = [
            # Two limits for one right: nobody could say which was sold.
            models.UniqueConstraint(fields=["pack", "feature"], name="feature_once_per_pack"),
        ]


class StandingGrant(Allowance):
    """What every company of a category holds without paying."""

    category = models.CharField(_("category"), max_length=20, choices=Category)

    class Meta:
        verbose_name = _("standing grant")
        verbose_name_plural = _("standing grants")
        ordering = ["category", "feature"]
        constraints = [
            models.UniqueConstraint(fields=["category", "feature"], name="feature_once_per_category"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} · {self.feature_label}"
