"""Switching the stage, setting all prices at once, and keeping the history of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from companies.choices import Category
from companies.operators import require_operator
from network.accounts.models import User
from network.common.outbox import publish
from premium.models import Currency, Order, Pack, StandingGrant, Subscription
from premium.operators import SET_PRICES, SWITCH_STAGE
from premium.revenue.choices import Stage
from premium.revenue.exceptions import PricesMissing
from premium.revenue.models import CatalogueChange, Offer, OfferUse, RevenueStage
from premium.revenue.stage import present_stage
from premium.selling import Reduction
from premium.signals import STANDING_GRANTS_CHANGED
from premium.stripe import calls


@transaction.atomic
def switch_stage(
    *, operator: User, stage: str, given_pack: Pack | None = None, commission_basis_points: int = 0, reason: str = ""
) -> RevenueStage:
    """Run the network in another stage; what companies have bought runs on to its last day.

    Outside freemium nothing is sold or renewed, and each provider holds the rights of `given_pack` for nothing.

    Raises:
        NotAnOperator: nothing was changed.

    """
    require_operator(operator, SWITCH_STAGE)
    former = present_stage()
    now = timezone.now()
    if former:
        StandingGrant.objects.filter(category=Category.PROVIDER, feature__in=former.granted).delete()
        RevenueStage.objects.filter(pk=former.pk).update(ended_at=now, is_in_force=False)
    switched = RevenueStage.objects.create(
        stage=stage,
        given_pack=None if stage == Stage.FREEMIUM else given_pack,
        commission_basis_points=commission_basis_points if stage == Stage.COMMISSION else 0,
        begun_at=now,
        switched_by=operator,
    )
    if switched.given_pack:
        switched.granted = _give(switched.given_pack)
        switched.save(update_fields=["granted"])
        _stop_renewals()
    keep_change(
        operator=operator,
        reason=reason,
        subject=str(switched),
        before={"stage": former.stage if former else Stage.FREEMIUM.value},
        after={"stage": switched.stage, "pack": switched.given_pack.slug if switched.given_pack else ""},
    )
    publish(STANDING_GRANTS_CHANGED, Category.PROVIDER)
    return switched


def _give(pack: Pack) -> list[str]:
    """The pack's rights as standing grants of providers; what they hold already stays as it is."""
    held = set(StandingGrant.objects.filter(category=Category.PROVIDER).values_list("feature", flat=True))
    rows = [row for row in pack.features.all() if row.feature not in held]
    StandingGrant.objects.bulk_create(
        StandingGrant(category=Category.PROVIDER, feature=row.feature, limit=row.limit, window=row.window)
        for row in rows
    )
    return [row.feature for row in rows]


def _stop_renewals() -> None:
    """Nobody is charged for a next year while nothing is sold."""
    running = Subscription.objects.not_ended().filter(renews=True).select_related("contract")
    for year in running.select_for_update(of=("self",)):
        Subscription.objects.filter(pk=year.pk).update(renews=False)
        if year.contract:
            calls.ask_renewal(year.contract, is_renewed=False)


@transaction.atomic
def set_prices(*, operator: User, currency: str, cents_by_pack: Mapping[Pack, int]) -> list[Pack]:
    """Sell all packs on sale in one currency, at these prices; orders placed before keep theirs. Returns the packs.

    Raises:
        NotAnOperator, PricesMissing: nothing was changed.

    """
    require_operator(operator, SET_PRICES)
    packs = [pack for pack in Pack.objects.select_for_update().order_by("pk") if pack.is_on_sale]
    if set(packs) != set(cents_by_pack):
        raise PricesMissing
    for pack in packs:
        before = snapshot_of_pack(pack)
        pack.currency, pack.price_cents = currency, cents_by_pack[pack]
        pack.save(update_fields=["currency", "price_cents"])
        keep_change(operator=operator, subject=str(pack), before=before, after=snapshot_of_pack(pack))
    return packs


def keep_change(
    *, operator: User, subject: str, before: dict[str, Any], after: dict[str, Any], reason: str = ""
) -> CatalogueChange | None:
    """Add to the history; what changes nothing is not kept."""
    if before == after:
        return None
    return CatalogueChange.objects.create(
        subject=subject[:120], before=before, after=after, reason=reason, changed_by=operator
    )


def snapshot_of_pack(pack: Pack | None) -> dict[str, Any]:
    """What a pack says and holds, as the history keeps it."""
    if pack is None:
        return {}
    names = ("slug", "name_fr", "name_en", "promise_fr", "promise_en", "price_cents", "currency", "rank", "is_on_sale")
    rows = {row.feature: f"{row.limit if row.limit is not None else '∞'} / {row.window}" for row in pack.features.all()}
    return {**{name: getattr(pack, name) for name in names}, **rows}


def snapshot_of_standing_grant(grant: StandingGrant | None) -> dict[str, Any]:
    """What a category holds for nothing, as the history keeps it."""
    if grant is None:
        return {}
    return {name: getattr(grant, name) for name in ("category", "feature", "limit", "window", "carried")}


def snapshot_of_currency(currency: Currency | None) -> dict[str, Any]:
    """What a currency is worth, as the history keeps it."""
    if currency is None:
        return {}
    return {name: str(getattr(currency, name)) for name in ("code", "euros", "rate_on", "source")}


def snapshot_of_offer(offer: Offer | None) -> dict[str, Any]:
    """What an offer offers, as the history keeps it."""
    if offer is None:
        return {}
    names = ("name_fr", "name_en", "code", "percent_off", "free_months", "starts_on", "ends_on", "most_uses", "is_on")
    packs = ", ".join(offer.packs.values_list("slug", flat=True)) if offer.pk else ""
    return {**{name: str(getattr(offer, name)) for name in names}, "packs": packs}


def keep_use(order: Order, reduction: Reduction) -> OfferUse:
    """What the order got off, in both languages: its invoice says it."""
    offer = Offer.objects.get(pk=reduction.offer_id)
    return OfferUse.objects.create(
        order=order,
        offer=offer,
        cents=reduction.cents,
        months=reduction.months,
        name_fr=offer.name_fr,
        name_en=offer.name_en,
    )
