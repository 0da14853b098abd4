"""The year after: proposed a month before the end, confirmed by its payment, changed or called off until then."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import get_random_string

from companies.journal import record
from companies.models import Company, Member
from companies.operators import OPERATOR_NAME
from companies.permissions import require
from companies.roles import CompanyPermission
from network.common.signs import money
from premium.actions.years import end_year, open_year, year_of
from premium.billing import BillingDetails
from premium.ceilings import require_within_ceiling
from premium.choices import OrderState, SubscriptionState
from premium.exceptions import EndsWithTheGrace, NotSmaller, NotSubscribed, StateForbids, shown_day
from premium.exchange import rate_of
from premium.models import CategoryGrace, Order, Pack, Subscription
from premium.news import tell, who_pays
from premium.prices import Price, price_of
from premium.stripe import calls
from premium.stripe.checkout import charge_next_year, expire_pages
from premium.ways import usual_way

PROPOSED: Final = "premium.renewal_proposed"
CALLED_OFF: Final = "premium.renewal_called_off"
KEPT: Final = "premium.renewal_kept"
NEXT_CHOSEN: Final = "premium.next_pack_chosen"
PROPOSED_BEFORE: Final = timedelta(days=30)
READABLE: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_number() -> str:
    """A number that people can read aloud; it is no invoice's."""
    return f"PF-{timezone.localdate():%Y}-{get_random_string(6, READABLE)}"


def quoted(price: Price) -> dict[str, Any]:
    """The fields of an order that say what it costs, with the rate of today.

    Raises:
        RateUnknown: the operator has entered none for the currency.

    """
    return {
        "price_cents": price.price_cents,
        "credit_cents": price.credit_cents,
        "net_cents": price.net_cents,
        "vat_reason": price.vat.reason,
        "vat_basis_points": price.vat.basis_points,
        "vat_cents": price.vat_cents,
        "total_cents": price.total_cents,
        **rate_of(price.currency).fields(),
    }


def due_for_proposal() -> list[int]:
    """Years that end within a month, are to be renewed, and have no year after them yet."""
    if not Pack.objects.on_sale().exists():  # the network sells nothing at present
        return []
    later = Subscription.objects.filter(company=OuterRef("company"), starts_at__gte=OuterRef("ends_at")).exclude(
        state=SubscriptionState.ENDED
    )
    unsettled = Order.objects.unsettled().filter(company=OuterRef("company"))
    soon = timezone.now() + PROPOSED_BEFORE
    return list(
        Subscription.objects.not_ended()
        .filter(~Exists(later), ~Exists(unsettled), state=SubscriptionState.ACTIVE, renews=True, ends_at__lte=soon)
        .order_by("ends_at")
        .values_list("pk", flat=True)
    )


@transaction.atomic
def propose_renewal(*, year: Subscription) -> Order | None:
    """Write the order of the year after, at the prices of today, and its year, whose rights begin without a gap.

    Stripe charges it by itself; a transfer, or a card in another currency than before, is for the buyer to make.

    None when another hand was faster, or the company may not buy any more.
    """
    Company.objects.select_for_update().get(pk=year.company_id)
    if year.pk not in due_for_proposal() or not year.company.is_provider:
        return None
    order = write_renewal_order(year)
    open_year(order, SubscriptionState.PROVISIONAL, year.ends_at)
    if year.contract and order.is_charged_by_itself:
        Subscription.objects.filter(order=order).update(contract=year.contract)
        charge_next_year(year.contract, order)
    elif year.contract:  # no subscription at Stripe goes on in another currency
        calls.ask_renewal(year.contract, is_renewed=False)
    record(company=year.company, act=PROPOSED, system=OPERATOR_NAME, subject=order.number)
    tell(
        who_pays(year.company),
        PROPOSED if order.is_charged_by_itself else f"{PROPOSED}_by_transfer",
        pack=order.pack,
        number=lambda: f"{order.number} ({money(order.total_cents, order.currency)})",
        day=shown_day(year.ends_at),
        url=order.get_absolute_url(),
        company_id=year.company_id,
    )
    return order


def write_renewal_order(year: Subscription) -> Order:
    """The order of the year after: same customer, the pack chosen for then, same way of paying if its currency has it."""
    billing = BillingDetails.of_order(year.order)
    return Order.objects.create(
        number=new_number(),
        company=year.company,
        pack=year.following_pack,
        way=usual_way(year.following_pack.currency, year.order.way),
        continues=year,
        placed_by=None,
        placed_at=timezone.now(),
        due_on=timezone.localdate(year.ends_at),
        **quoted(price_of(year.following_pack, billing.vat)),
        **asdict(billing),
    )


@transaction.atomic
def withdraw_proposal(company: Company) -> None:
    """Something else was bought, or nothing more: a next year that nobody has paid is called off, begun or not."""
    for order in Order.objects.waiting().filter(company=company, continues__isnull=False):
        withdraw_order(order)


def withdraw_order(order: Order) -> None:
    """An order of a locked company is cancelled with its year, and the pages on which it could be paid are closed."""
    order.state, order.cancelled_at = OrderState.CANCELLED, timezone.now()
    order.save(update_fields=["state", "cancelled_at"])
    withdraw_year(order)
    expire_pages(order)


def withdraw_year(order: Order) -> None:
    """The year of a cancelled order never begins, or ends; what Stripe still wants to charge for it is void."""
    if order.stripe_invoice:
        calls.ask("void_invoice", f"void:{order.stripe_invoice}", company=order.company, id=order.stripe_invoice)
    year = year_of(order)
    if year is None or year.state == SubscriptionState.ENDED:
        return
    if year.starts_at > timezone.now():
        Subscription.objects.filter(pk=year.pk).update(
            ends_at=year.starts_at,
            state=SubscriptionState.ENDED,
            renews=False,
            dunning_since=None,
            outbound_ends_at=None,
        )
    else:
        end_year(year, timezone.now())


@transaction.atomic
def call_off_renewal(*, acting: Member) -> Subscription:
    """The pack ends with its last day: nothing is charged after it, and every right stays until then.

    Raises:
        RoleTooSmall, NotSubscribed, StateForbids, EndsWithTheGrace: nothing was changed.

    """
    year = _running(acting)
    withdraw_proposal(year.company)
    set_renews(year, is_renewed=False)
    record(company=year.company, act=CALLED_OFF, acting=acting, subject=year.pack.name)
    return year


@transaction.atomic
def keep_renewal(*, acting: Member) -> Subscription:
    """The pack goes on after its last day, as if it had never been called off.

    Raises:
        OverCeiling: the next year costs more than the member's role may spend.
        RoleTooSmall, NotSubscribed, StateForbids, EndsWithTheGrace: nothing was changed.

    """
    year = _running(acting)
    pack = year.next_pack or year.pack
    require_within_ceiling(acting, pack, pack.price_cents, pack.currency)
    set_renews(year, is_renewed=True)
    record(company=year.company, act=KEPT, acting=acting, subject=year.pack.name)
    return year


@transaction.atomic
def choose_next_pack(*, acting: Member, pack: Pack) -> Subscription:
    """Move down to a smaller pack at the end of the year, or back to the present one; nothing changes before.

    Raises:
        NotSmaller: a larger pack begins at once, and is ordered.
        OverCeiling: it costs more than the member's role may spend.
        RoleTooSmall, NotSubscribed, StateForbids, EndsWithTheGrace: nothing was changed.

    """
    year = _running(acting)
    if pack.rank > year.pack.rank:
        raise NotSmaller(pack, year)
    require_within_ceiling(acting, pack, pack.price_cents, pack.currency)
    withdraw_proposal(year.company)
    Subscription.objects.filter(pk=year.pk).update(next_pack=None if pack == year.pack else pack)
    year.refresh_from_db()
    set_renews(year, is_renewed=True)
    record(company=year.company, act=NEXT_CHOSEN, acting=acting, subject=pack.name)
    return year


def forget_renewal(order: Order) -> None:
    """The order of a next year was cancelled: the year before it is the last."""
    if order.continues:
        set_renews(order.continues, is_renewed=False)


def _running(acting: Member) -> Subscription:
    """The year that runs, under lock; one that is not paid is settled first, one that ends with a grace is left alone."""
    require(acting, CompanyPermission.BUY)
    Company.objects.select_for_update().get(pk=acting.company_id)
    if grace := CategoryGrace.objects.ending_years_of(acting.company):
        raise EndsWithTheGrace(grace.ends_at)
    year = Subscription.objects.of(acting.company).open().order_by("-pack__rank").first()
    if year is None:
        raise NotSubscribed
    if year.state != SubscriptionState.ACTIVE:
        raise StateForbids(year)
    return year


def set_renews(year: Subscription, *, is_renewed: bool) -> None:
    """Let a year be followed by the next one, or not, here and at Stripe."""
    Subscription.objects.filter(pk=year.pk).update(renews=is_renewed)
    year.renews = is_renewed
    if year.contract:
        calls.ask_renewal(year.contract, is_renewed=is_renewed)
