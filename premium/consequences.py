"""What a change of category would mean for a company today: rights gained and lost, packs that end, money that goes back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from companies.choices import Category
from companies.models import Company
from premium.choices import GRACE_LASTS
from premium.credits import Credit, credits_of
from premium.differences import Differences, between_categories
from premium.exchange import shown_sum
from premium.grace_words import kept, then
from premium.models import CategoryGrace, Order, Pack, Subscription
from premium.rights import current_subscription


@dataclass(frozen=True)
class Consequences:
    """Line by line; `ends_at` is the last moment of what is lost, if anything is and the change were made now."""

    category: Category
    is_back: bool
    differences: Differences
    years: list[Subscription]
    withdrawn: list[Order]
    credits: list[Credit]
    ends_at: datetime | None
    smallest: Pack | None

    @property
    def is_provider(self) -> bool:
        return self.category == Category.PROVIDER

    @property
    def total(self) -> str:
        """What would go back, VAT included; what was paid in two currencies goes back in two."""
        return shown_sum(credit.amount for credit in self.credits)


@dataclass(frozen=True)
class ShownGrace:
    """A grace that runs, in the reader's words."""

    grace: CategoryGrace
    kept: str
    then: str
    needs_pack: bool


def shown_grace(grace: CategoryGrace | None, company: Company) -> ShownGrace | None:
    """What the pages of the company say of its grace, if one runs."""
    if grace is None:
        return None
    grace.company = company
    needs_pack = company.is_provider and current_subscription(company) is None
    return ShownGrace(grace, kept(grace), then(grace), needs_pack)


def consequences_of(company: Company, category: str) -> Consequences:
    """What follows if an operator gives the company this category now; seven queries at most."""
    now = timezone.now()
    grace = CategoryGrace.objects.holding(now).filter(company=company).first()
    leaves_providers = company.is_provider and category != Category.PROVIDER
    running = current_subscription(company)
    differences = between_categories(running, company.category, category)
    years = list(Subscription.objects.of(company).reaching(now)) if leaves_providers else []
    is_back = grace is not None and grace.former_category == category and not years
    return Consequences(
        category=Category(category),
        is_back=is_back,
        differences=differences,
        years=years,
        withdrawn=list(Order.objects.waiting().filter(company=company)) if leaves_providers else [],
        credits=credits_of(company, now) if leaves_providers else [],
        ends_at=(grace.ends_at if grace else now + GRACE_LASTS) if differences.losses or years else None,
        smallest=Pack.objects.on_sale().first() if category == Category.PROVIDER and running is None else None,
    )
