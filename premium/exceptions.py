"""Refusals of premium: each says which pack would allow it and what it costs, or what to settle first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.common.exceptions import Refusal
from premium.features import Feature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from companies.models import Company
    from premium.models import Pack
    from premium.prices import Price
    from premium.rights import Use


class NeedsPack(Refusal):
    """A right the company does not hold, or whose units are used; `packs` would allow it, the smallest first.

    `why` is the situation in one sentence, given by whoever asked for the right; `price` is that of the smallest pack.
    """

    status = 402
    template = "premium/needs_pack.html"

    def __init__(
        self,
        feature: Feature,
        packs: Sequence[Pack] = (),
        *,
        company: Company | None = None,
        price: Price | None = None,
        held: Pack | None = None,
        why: str = "",
    ) -> None:
        self.feature, self.packs, self.company = feature, list(packs), company
        self.price, self.held, self.why = price, held, why
        super().__init__(self.fact())

    def fact(self) -> str:
        """The refusal in one sentence."""
        if not self.packs:
            return _("%(act)s is not possible at present: no pack on sale includes it.") % {"act": self.feature.refusal}
        return _("%(act)s needs the %(pack)s pack") % {"act": self.feature.refusal, "pack": self.packs[0].name}

    @property
    def smallest(self) -> Pack | None:
        return self.packs[0] if self.packs else None


class UnitsUsedUp(NeedsPack):
    """The company holds the right, but all its units of the present window are used; `packs` would give more."""

    def __init__(self, feature: Feature, packs: Sequence[Pack] = (), *, use: Use, **more: Any) -> None:
        self.use = use
        super().__init__(feature, packs, **more)
        self.status = 402 if self.packs else 409

    def fact(self) -> str:
        """The refusal in one sentence: what is used, and when units come back."""
        words = {"limit": self.use.limit, "unit": self.feature.unit}
        if self.use.ends_at is None:
            return _("All your %(unit)s are used (%(limit)s).") % words
        day = date_format(localtime(self.use.ends_at), "DATE_FORMAT")
        return _("All your %(unit)s are used (%(limit)s); new ones come on %(day)s.") % {**words, "day": day}


class NotForThisCategory(Refusal):
    """The right is not open to the company's category, and no pack may be sold to it."""

    status = 403

    def __init__(self, feature: Feature, category: str) -> None:
        super().__init__(
            _(
                "%(act)s is not open to companies of the category “%(category)s”. If yours is another one, ask for a change."
            )
            % {"act": feature.refusal, "category": category}
        )

    next_label = gettext_lazy("Change the category")

    @property
    def next_url(self) -> str:
        return reverse("companies:change_category")


class QuotaKeyError(ValueError):
    """A quota key names another company's use, or the use of another right: a mistake of the caller."""
