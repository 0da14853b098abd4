"""Which offer a company gets: in force today, for the pack, not used up, and only for a first purchase."""

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from companies.models import Company
from premium.choices import OrderState
from premium.models import Order, Pack
from premium.revenue.models import Offer, OfferUse
from premium.selling import Reduction


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
    return max(found, key=lambda reduction: (reduction.cents, reduction.months), default=None)


def _reduction(offer: Offer, pack: Pack) -> Reduction:
    """Rounded half up to the cent."""
    cents = (pack.price_cents * offer.percent_off + 50) // 100
    return Reduction(cents, offer.name, offer.free_months, offer.pk)


def launch_offer() -> Offer | None:
    """What everybody gets today, for the page of packs."""
    return in_force().filter(code="").order_by("-percent_off", "-free_months").first()


def months_of(order: Order) -> int:
    """Free months of an order; only a transfer gets them, because a card renews after twelve months."""
    if not order.is_by_transfer or order.is_renewal:
        return 0
    return OfferUse.objects.filter(order=order).values_list("months", flat=True).first() or 0
