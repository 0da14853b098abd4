"""The tree of specialties, who has which, and the table from activity codes to specialties."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from listings.choices import MAX_SENTENCE, SpecialtyOrigin
from listings.querysets import ActivityCodeQuerySet, CompanySpecialtyQuerySet, SpecialtyQuerySet


class Specialty(models.Model):
    """A node of the taxonomy of services, with its words in French and English.

    Never deleted, only switched off: pages, searches and saved sections name it by its slug.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("stands under"),
    )
    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    synonyms_en = models.JSONField(_("synonyms in English"), default=list, blank=True)
    synonyms_fr = models.JSONField(_("synonyms in French"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position among its neighbours"), default=0)
    is_active = models.BooleanField(_("on offer"), default=True)
    shipped_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the values last loaded from the shipped file; differs once an operator edits.",
    )

    objects = SpecialtyQuerySet.as_manager()

    class Meta:
        verbose_name = _("specialty")
        verbose_name_plural = _("specialties")
        constraints = [
            # A specialty that is its own parent sends every walk to the top round for ever.
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="specialty_not_under_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_fr if _reads_french() else self.name_en

    @property
    def other_name(self) -> str:
        """The name in the language the reader does not read now, for who keeps both."""
        return self.name_en if _reads_french() else self.name_fr

    @property
    def synonyms(self) -> list[str]:
        """The synonyms in the reader's language."""
        return self.synonyms_fr if _reads_french() else self.synonyms_en

    @property
    def lineage(self) -> list["Specialty"]:
        """From the top down to this one; load with `with_ancestors()` to spend no query."""
        way_up = [self]
        while (parent := way_up[-1].parent) is not None:
            way_up.append(parent)
        return way_up[::-1]

    @property
    def depth(self) -> int:
        """1 for a top node."""
        return len(self.lineage)


class CompanySpecialty(models.Model):
    """A company has a specialty: declared in its section, or inferred from its activity code.

    A projection: declared rows are written by the section "specialties", inferred ones by
    `actions.inference`.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="company_specialties")
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="company_specialties")
    origin = models.CharField(_("origin"), max_length=10, choices=SpecialtyOrigin)
    sentence = models.CharField(_("in one sentence"), max_length=MAX_SENTENCE, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CompanySpecialtyQuerySet.as_manager()

    class Meta:
        verbose_name = _("specialty of a company")
        verbose_name_plural = _("specialties of companies")
        ordering = ["position", "pk"]
        constraints = [
            # One specialty listed twice, once as a statement and once as a guess.
            models.UniqueConstraint(fields=["company", "specialty"], name="specialty_once_per_company"),
            # A sentence nobody wrote, shown as the company's own words.
            models.CheckConstraint(
                condition=Q(origin=SpecialtyOrigin.DECLARED) | Q(sentence=""),
                name="inferred_specialty_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.specialty_id}"

    @property
    def is_inferred(self) -> bool:
        return self.origin == SpecialtyOrigin.INFERRED


class ActivityCode(models.Model):
    """A SIC code, or the beginning of several, and the specialty it lets us infer.

    Without a specialty it says that nothing may be inferred from the code.
    """

    code = models.CharField(
        _("activity code (SIC)"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{2,8}$", _("Write two to eight digits."))],
        help_text=_("Four digits, or the first digits of several codes; the longest match decides."),
    )
    specialty = models.ForeignKey(
        Specialty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_codes",
        verbose_name=_("specialty"),
        help_text=_("Leave empty when the code tells nothing about services."),
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ActivityCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity code")
        verbose_name_plural = _("activity codes")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


def _reads_french() -> bool:
    return (get_language() or "").startswith("fr")
