"""What a member may spend on one order: the ceiling of his role, in euros before VAT."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Member
from network.common.exceptions import Forbidden
from network.common.signs import money
from premium.choices import CURRENCY
from premium.exchange import converted, rate_of
from premium.models import Pack
from premium.selectors import buyers_of

MOST_NAMES = 5


class OverCeiling(Forbidden):
    """The order costs more than the member's role may spend; names who may."""

    next_label = gettext_lazy("Ask a colleague")

    def __init__(self, member: Member, pack: Pack, net_cents: int, currency: str) -> None:
        self.next_url = reverse("premium:ask", args=[pack.slug])
        self.names = [buyer.user.display_name for buyer in who_may_spend(member, net_cents, currency)[:MOST_NAMES]]
        words = {
            "amount": money(net_cents, currency),
            "ceiling": money(member.spending_ceiling_cents or 0, CURRENCY),
            "role": member.role_name,
            "names": ", ".join(self.names),
        }
        super().__init__(
            _(
                "This order costs %(amount)s before VAT, and your role (%(role)s) may order for up to %(ceiling)s. "
                "These colleagues may: %(names)s."
            )
            % words
        )


def may_spend(member: Member, net_cents: int, currency: str) -> bool:
    """Whether one order of this amount before VAT is within the member's ceiling, at the rate of today.

    Raises:
        RateUnknown: the currency has none.

    """
    ceiling = member.spending_ceiling_cents
    return ceiling is None or converted(net_cents, rate_of(currency).euro_rate) <= ceiling


def who_may_spend(member: Member, net_cents: int, currency: str) -> list[Member]:
    """The colleagues who may order for this amount before VAT, in order of their roles' power."""
    buyers = buyers_of(member.company)
    return [buyer for buyer in buyers if buyer.pk != member.pk and may_spend(buyer, net_cents, currency)]


def require_within_ceiling(member: Member, pack: Pack, net_cents: int, currency: str) -> None:
    """Refuse an order beyond the ceiling of the member's role.

    Raises:
        OverCeiling: with the ceiling, and who may.

    """
    if not may_spend(member, net_cents, currency):
        raise OverCeiling(member, pack, net_cents, currency)


def refusal_of(member: Member, pack: Pack, net_cents: int, currency: str) -> OverCeiling | None:
    """What the member would be told if he ordered: shown before he does."""
    if may_spend(member, net_cents, currency):
        return None
    return OverCeiling(member, pack, net_cents, currency)
