"""A company, its legal identifiers and its places."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from companies.choices import FREE_BUYING_SIDE, Category, EvidenceLevel, IdentifierStatus, Origin, PlaceKind
from companies.querysets import CompanyQuerySet
from companies.roles import CompanyPermission, Role


class Company(models.Model):
    """A legal entity with a public page and exactly one category.

    Fields shown on the page are written by `actions.sections.save_section` (projection of the section "identity") and by the import.
    """

    name = models.CharField(_("name"), max_length=200)
    trade_name = models.CharField(_("trade name"), max_length=200, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    category_confirmed_at = models.DateTimeField(_("category confirmed"), null=True, blank=True)
    country = CountryField(_("country"))
    offer = models.CharField(_("what it does, in one sentence"), max_length=160, blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("people"), null=True, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    activity_code = models.CharField(_("activity code (SIC)"), max_length=8, blank=True)
    activity_label = models.CharField(_("activity"), max_length=200, blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    sole_trader = models.BooleanField(_("sole trader"), default=False)
    evidence_level = models.PositiveSmallIntegerField(
        _("identity evidence"), choices=EvidenceLevel, default=EvidenceLevel.DECLARED
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FOUNDED)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    spending_ceilings = models.JSONField(
        _("spending ceilings"),
        null=True,
        blank=True,
        editable=False,
        help_text="Built-in role to euro cents an order may cost before VAT. On the company, which every member is read with.",
    )
    second_factor_from = models.DateTimeField(
        _("second factor asked of the staff from"), null=True, blank=True, editable=False
    )
    hidden_at = models.DateTimeField(_("hidden on request"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        permissions = CompanyPermission.choices
        indexes = [
            models.Index(fields=["category", "category_confirmed_at"], name="company_category"),
            models.Index(fields=["name"], name="company_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("companies:page", args=[self.slug])

    @property
    def successor(self) -> "Company":
        """The page that stands for this one: itself, or the page it was merged into, however many times."""
        found = self
        while found.merged_into is not None:
            found = found.merged_into
        return found

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None

    @property
    def is_provider(self) -> bool:
        return self.category == Category.PROVIDER

    @property
    def is_on_free_side(self) -> bool:
        """Merchants, brands, store chains and media buy, and never pay for a pack."""
        return self.category in FREE_BUYING_SIDE

    def ceiling_of(self, role: str) -> int | None:
        """Euro cents an order of this built-in role may cost before VAT; None without ceiling, as for every owner."""
        return None if role == Role.OWNER else (self.spending_ceilings or {}).get(role)

    @property
    def logo_url(self) -> str:
        return self.logo.url if self.logo else ""


class Identifier(models.Model):
    """A legal identifier: checked offline and unique, or kept as declared."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="identifiers")
    country = CountryField(_("country"))
    scheme = models.CharField(_("kind"), max_length=20)
    value = models.CharField(_("number"), max_length=60)
    status = models.CharField(max_length=10, choices=IdentifierStatus, default=IdentifierStatus.DECLARED)
    source = models.CharField(_("source"), max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("legal identifier")
        verbose_name_plural = _("legal identifiers")
        constraints = [
            # Two pages for one legal entity: whoever buys would ask the wrong one.
            models.UniqueConstraint(
                fields=["country", "scheme", "value"],
                condition=Q(status=IdentifierStatus.VALID),
                name="one_company_per_valid_identifier",
            ),
            # The same number twice on one page.
            models.UniqueConstraint(
                fields=["company", "country", "scheme", "value"], name="identifier_once_per_company"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    @property
    def is_valid(self) -> bool:
        return self.status == IdentifierStatus.VALID


class Place(models.Model):
    """Where a company is; a projection of its section "places"."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="places")
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind, default=PlaceKind.HEADQUARTERS)
    address = models.CharField(_("address"), max_length=250, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=100)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = CountryField(_("country"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.city} ({self.country})"
