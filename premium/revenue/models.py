"""The stage the network is run in, what is offered for less, and what was changed of the catalogue."""

from babel.numbers import format_percent
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.common.signs import reader_locale
from premium.models import Order, Pack
from premium.revenue.choices import Stage


class RevenueStage(models.Model):
    """One row for each time the operator has switched; the one without an end is in force. None means freemium."""

    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    given_pack = models.ForeignKey(
        Pack, models.PROTECT, null=True, related_name="+", verbose_name=_("pack given to all")
    )
    commission_basis_points = models.PositiveIntegerField(default=0)
    granted = models.JSONField(default=list)
    begun_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True)
    is_in_force = models.BooleanField(default=True)
    switched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("revenue stage")
        verbose_name_plural = _("revenue stages")
        ordering = ["-begun_at"]
        constraints = [
            # Two stages in force: nobody could say whether packs are sold.
            models.UniqueConstraint(fields=["is_in_force"], condition=Q(is_in_force=True), name="one_stage_in_force"),
            # Everything free, and nobody holds anything.
            models.CheckConstraint(
                condition=Q(stage=Stage.FREEMIUM, given_pack=None)
                | ~Q(stage=Stage.FREEMIUM) & Q(given_pack__isnull=False),
                name="free_stage_gives_a_pack",
            ),
        ]

    def __str__(self) -> str:
        return self.get_stage_display()

    @property
    def rate(self) -> str:
        """The commission in the reader's language."""
        return format_percent(self.commission_basis_points / 10_000, "#,##0.##%", locale=reader_locale())


class Offer(models.Model):
    """A launch offer for everybody, or, with a code, a promotional code: a share off the first year, or free months."""

    name_fr = models.CharField(_("name in French"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    code = models.CharField(
        _("promotional code"),
        max_length=30,
        blank=True,
        help_text=_("Leave empty for a launch offer that everybody gets."),
    )
    percent_off = models.PositiveSmallIntegerField(
        _("percent off the first year"), default=0, validators=[MaxValueValidator(90)]
    )
    free_months = models.PositiveSmallIntegerField(
        _("free months"),
        default=0,
        validators=[MaxValueValidator(12)],
        help_text=_("Added to the year that is paid by bank transfer; a card or a debit renews after twelve months."),
    )
    packs = models.ManyToManyField(Pack, blank=True, verbose_name=_("packs"), help_text=_("None chosen: all of them."))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    most_uses = models.PositiveIntegerField(_("at most so many times"), null=True, blank=True)
    is_on = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers and codes")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            # One code, two reductions.
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_offer_per_code"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="offer_ends_after_it_begins"),
            # An offer of nothing, or of everything.
            models.CheckConstraint(
                condition=(Q(percent_off__gt=0) | Q(free_months__gt=0)) & Q(percent_off__lte=90, free_months__lte=12),
                name="offer_offers_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_fr if get_language() == "fr" else self.name_en


class OfferUse(models.Model):
    """What an order got off, at the terms of its day."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="offer_use")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="uses")
    cents = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField(default=0)
    name_fr = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("use of an offer")
        verbose_name_plural = _("uses of offers")

    def __str__(self) -> str:
        return f"{self.order} · {self.offer}"


class CatalogueChange(models.Model):
    """Who changed what of the catalogue, and what it was before; only ever added to."""

    subject = models.CharField(_("what"), max_length=120)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="", db_default="")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of the catalogue")
        verbose_name_plural = _("changes of the catalogue")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What differs: name, before, after."""
        names = [*self.before, *(name for name in self.after if name not in self.before)]
        return [
            (name, str(self.before.get(name, "–")), str(self.after.get(name, "–")))
            for name in names
            if self.before.get(name) != self.after.get(name)
        ]
