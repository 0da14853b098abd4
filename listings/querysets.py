"""Chainable questions about specialties and the companies that have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from listings.choices import SpecialtyOrigin

if TYPE_CHECKING:
    from listings.models import ActivityCode, CompanySpecialty, Specialty  # noqa: F401 - named in bases

IS_TOP = Q(parent__isnull=True)
IS_MIDDLE = Q(parent__isnull=False, parent__parent__isnull=True)


class SpecialtyQuerySet(models.QuerySet["Specialty"]):
    """Questions about the tree; it has three levels at most, so no recursion is needed."""

    def active(self) -> SpecialtyQuerySet:
        """Specialties on offer: neither they nor anything above them was switched off."""
        return self.filter(is_active=True).exclude(Q(parent__is_active=False) | Q(parent__parent__is_active=False))

    def within(self, slugs: Iterable[str]) -> SpecialtyQuerySet:
        """The named specialties and everything below them."""
        wanted = list(slugs)
        return self.filter(Q(slug__in=wanted) | Q(parent__slug__in=wanted) | Q(parent__parent__slug__in=wanted))

    def with_ancestors(self) -> SpecialtyQuerySet:
        """Load the way up to the top in the same query."""
        return self.select_related("parent__parent")

    def in_tree_order(self) -> SpecialtyQuerySet:
        """Each specialty right after its parent, siblings by position."""
        whole: models.IntegerField = models.IntegerField()
        return self.annotate(
            top_position=Coalesce("parent__parent__position", "parent__position", "position", output_field=whole),
            top_id=Coalesce("parent__parent_id", "parent_id", "pk"),
            middle_position=Case(
                When(IS_TOP, then=Value(-1)),
                When(IS_MIDDLE, then=F("position")),
                default=F("parent__position"),
                output_field=whole,
            ),
            middle_id=Case(
                When(IS_TOP, then=Value(0)),
                When(IS_MIDDLE, then=F("pk")),
                default=F("parent_id"),
                output_field=models.BigIntegerField(),
            ),
            bottom_position=Case(
                When(IS_TOP | IS_MIDDLE, then=Value(-1)),
                default=F("position"),
                output_field=whole,
            ),
        ).order_by("top_position", "top_id", "middle_position", "middle_id", "bottom_position", "pk")


class CompanySpecialtyQuerySet(models.QuerySet["CompanySpecialty"]):
    """Questions about who has which specialty."""

    def declared(self) -> CompanySpecialtyQuerySet:
        return self.filter(origin=SpecialtyOrigin.DECLARED)

    def inferred(self) -> CompanySpecialtyQuerySet:
        return self.filter(origin=SpecialtyOrigin.INFERRED)

    def on_offer(self) -> CompanySpecialtyQuerySet:
        """Leave out specialties that an operator switched off, or that stand below such a one."""
        return self.filter(specialty__is_active=True).exclude(
            Q(specialty__parent__is_active=False) | Q(specialty__parent__parent__is_active=False)
        )

    def within(self, slugs: Iterable[str]) -> CompanySpecialtyQuerySet:
        """Companies' specialties that are one of these or stand below one."""
        wanted = list(slugs)
        return self.filter(
            Q(specialty__slug__in=wanted)
            | Q(specialty__parent__slug__in=wanted)
            | Q(specialty__parent__parent__slug__in=wanted)
        )

    def with_names(self) -> CompanySpecialtyQuerySet:
        """Load the specialty and its way up to the top in the same query."""
        return self.select_related("specialty__parent__parent")


class ActivityCodeQuerySet(models.QuerySet["ActivityCode"]):
    """Questions about the table from activity codes to specialties."""

    def answering(self, code: str) -> ActivityCode | None:
        """The entry for a code: the longest that it begins with decides, even when it names no specialty."""
        prefixes = [code[:length] for length in range(len(code), 0, -1)]
        found = {entry.code: entry for entry in self.filter(code__in=prefixes)}
        return next((found[prefix] for prefix in prefixes if prefix in found), None)
