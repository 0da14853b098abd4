"""Which offer a company gets: in force today, for the pack, not used up, and only for a first purchase."""

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from companies.models import Company
from premium.catalogue_currency import currency_on_sale
from premium.choices import CURRENCY, OrderState, PaymentWay
from premium.models import Order, Pack
from premium.revenue.models import Offer, OfferUse
from premium.selling import Reduction
from premium.ways import open_ways


def in_force() -> QuerySet[Offer]:
    """Offers of today; uses by cancelled orders count for nothing."""
    today = timezone.localdate()
    used = Count("uses", filter=~Q(uses__order__state=OrderState.CANCELLED), distinct=True)
    offers = Offer.objects.filter(is_on=True, starts_on__lte=today, ends_on__gte=today).annotate(used=used)
    return offers.filter(Q(most_uses=None) | Q(used__lt=F("most_uses")))


def offer_to(company: Company, pack: Pack, code: str) -> Reduction | None:
    """The best offer for a first purchase: the launch offer, or the one of the code."""
    if Order.objects.filter(company=company, state=OrderState.PAID).exists():
        return None
    wanted = Q(code="") | Q(code__iexact=code.strip()) if code.strip() else Q(code="")
    offers = in_force().filter(wanted).filter(Q(packs=None) | Q(packs=pack))
    found = [_reduction(offer, pack) for offer in offers]
    worth = [reduction for reduction in found if reduction.cents or reduction.months]
    return max(worth, key=lambda reduction: (reduction.cents, reduction.months), default=None)


def _reduction(offer: Offer, pack: Pack) -> Reduction:
    """A share of the price, rounded half up to the cent of its currency; months come with a transfer only."""
    cents = (pack.price_cents * offer.percent_off + 50) // 100
    return Reduction(cents, offer.name, offer.free_months if _has_transfers(pack.currency) else 0, offer.pk)


def _has_transfers(currency: str) -> bool:
    return PaymentWay.TRANSFER in open_ways(currency)


def launch_offer() -> Offer | None:
    """What everybody gets today, for the page of packs; without its months where no transfer is possible."""
    offers = in_force().filter(code="").order_by("-percent_off", "-free_months")
    offer = offers.first()
    if offer and offer.free_months and not _has_transfers(currency_on_sale() or CURRENCY):
        offer.free_months = 0
        return offer if offer.percent_off else None
    return offer


def months_of(order: Order) -> int:
    """Free months of an order; only a transfer gets them, because a card renews after twelve months."""
    if not order.is_by_transfer or order.is_renewal:
        return 0
    return OfferUse.objects.filter(order=order).values_list("months", flat=True).first() or 0
