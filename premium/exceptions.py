"""Refusals of premium: each says which pack would allow it and what it costs, or what to settle first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices import Category
from network.common.exceptions import Refusal
from network.common.signs import money
from premium.features import Feature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from premium.models import Order, Pack, Subscription
    from premium.prices import Price
    from premium.rights import Use


class NeedsPack(Refusal):
    """A right the company does not hold, or whose units are used; `packs` would allow it, the smallest first.

    `why` is the situation in one sentence, given by whoever asked for the right; `price` is that of the smallest pack today.
    """

    status = 402
    template = "premium/needs_pack.html"

    def __init__(
        self,
        feature: Feature,
        packs: Iterable[Pack] = (),
        *,
        price_of: Callable[[Pack], Price],
        held: Pack | None = None,
        why: str = "",
    ) -> None:
        self.feature, self.packs, self.held, self.why = feature, list(packs), held, why
        self.price = price_of(self.packs[0]) if self.packs else None
        super().__init__(self.fact())

    def fact(self) -> str:
        """The refusal in one sentence."""
        if not self.packs:
            return _("%(act)s is not possible at present: no pack on sale includes it.") % {"act": self.feature.refusal}
        return _("%(act)s needs the %(pack)s pack.") % {"act": self.feature.refusal, "pack": self.packs[0].name}

    @property
    def reason(self) -> str:
        """Why now; without a word from the caller, what stays possible meanwhile."""
        if self.why or self.held:
            return self.why
        return _("Without a pack you may complete your page as a draft, follow companies, receive and answer messages.")

    @property
    def offer(self) -> dict[str, Any] | None:
        """What `components/refusal.html` shows: the smallest pack that would do, and what it costs today."""
        if not self.packs or self.price is None:
            return None
        return {
            "title": self.sentence,
            "reason": self.reason,
            "pack_name": self.packs[0].name,
            "allowed_by": ", ".join(pack.name for pack in self.packs),
            "current_pack": self.held.name if self.held else _("Free"),
            "price": self.price.net_cents,
            "vat": self.price.vat_cents,
            "total": self.price.total_cents,
            "currency": self.price.currency,
            "see_url": f"{reverse('premium:packs')}?need={self.feature.key}",
            "send_url": reverse("premium:ask", args=[self.packs[0].slug]),
        }


class UnitsUsedUp(NeedsPack):
    """The company holds the right, but all its units of the present window are used; `packs` would give more."""

    def __init__(self, feature: Feature, packs: Iterable[Pack] = (), *, use: Use, **more: Any) -> None:
        self.use = use
        super().__init__(feature, packs, **more)
        self.status = 402 if self.packs else 409

    def fact(self) -> str:
        """The refusal in one sentence: what is used, and when units come back."""
        words = {"limit": self.use.limit, "unit": self.feature.unit}
        if self.use.ends_at is None:
            return _("All your %(unit)s are used (%(limit)s).") % words
        return _("All your %(unit)s are used (%(limit)s); new ones come on %(day)s.") % {
            **words,
            "day": shown_day(self.use.ends_at),
        }


class RightWithheld(Refusal):
    """The company's pack holds the right, but its payment has failed or an operator has paused it."""

    status = 402
    next_label = gettext_lazy("See our pack")

    def __init__(self, feature: Feature, subscription: Subscription) -> None:
        words = {"act": feature.refusal, "pack": subscription.pack.name}
        if subscription.paused_at:
            sentence = _("%(act)s is not possible while your pack %(pack)s is paused.")
        else:
            sentence = _("%(act)s is not possible until your pack %(pack)s is paid: its last payment has failed.")
        super().__init__(sentence % words)

    @property
    def next_url(self) -> str:
        return reverse("premium:subscription")


class PackIsPaused(Refusal):
    def __init__(self, running: Subscription) -> None:
        super().__init__(
            _("Your pack %(pack)s is paused. Nothing can be bought until it runs again: write to us.")
            % {"pack": running.pack.name}
        )


class DebitIsUnderWay(Refusal):
    """Money is on its way: a second order would be paid twice."""

    next_label = gettext_lazy("See the order")

    def __init__(self, order: Order) -> None:
        self.order = order
        super().__init__(
            _("The direct debit of order %(number)s is under way. It takes up to 14 days; then you can buy again.")
            % {"number": order.number}
        )

    @property
    def next_url(self) -> str:
        return self.order.get_absolute_url()


class WayNotOpen(Refusal):
    """An amount of this currency cannot be paid in this way; the sentence says in which it can."""


class RateUnknown(Refusal):
    def __init__(self, currency: str) -> None:
        super().__init__(
            _("There is no rate for %(currency)s. Enter it in the back office, under Packs, Currencies.")
            % {"currency": currency}
        )


class CardsAreOff(Refusal):
    """No key of Stripe is set: only the transfer is on."""

    next_label = gettext_lazy("See our pack")

    def __init__(self) -> None:
        super().__init__(_("Card and SEPA debit are switched off here. Pay by bank transfer, with the pro-forma."))

    @property
    def next_url(self) -> str:
        return reverse("premium:subscription")


class PaymentPageClosed(Refusal):
    """Stripe does not answer."""

    status = 503
    next_label = gettext_lazy("See our pack")

    def __init__(self) -> None:
        super().__init__(
            _(
                "The payment page cannot be opened at the moment, and nothing was charged. Try again in a few minutes, "
                "or pay by bank transfer."
            )
        )

    @property
    def next_url(self) -> str:
        return reverse("premium:subscription")


class NotSubscribed(Refusal):
    def __init__(self) -> None:
        super().__init__(_("No pack is running: there is nothing to change."))


class EndsWithTheGrace(Refusal):
    """The category has changed: the pack ends with the grace, and goes on only if the category comes back."""

    next_label = gettext_lazy("See our category")

    def __init__(self, ends_at: datetime) -> None:
        super().__init__(
            _("Your category has changed: the pack ends on %(day)s and nothing more is charged. Nothing was changed.")
            % {"day": shown_day(ends_at)}
        )

    @property
    def next_url(self) -> str:
        return reverse("companies:category")


class CreditNotDue(Refusal):
    """The operator has sent it already, or Stripe gives it back."""

    def __init__(self) -> None:
        super().__init__(_("This credit is not to be sent any more. Nothing was booked."))


class NotSmaller(Refusal):
    def __init__(self, pack: Pack, running: Subscription) -> None:
        super().__init__(
            _("%(pack)s is not smaller than your pack %(running)s. A larger pack begins at once: order it.")
            % {"pack": pack.name, "running": running.pack.name}
        )


class RefundTooLarge(Refusal):
    def __init__(self, order: Order) -> None:
        super().__init__(
            _("At most %(amount)s of order %(number)s can be given back.")
            % {"amount": money(order.total_cents - order.refunded_cents, order.currency), "number": order.number}
        )


class StateForbids(Refusal):
    """The subscription is in a state in which this cannot be done."""

    def __init__(self, subscription: Subscription) -> None:
        super().__init__(
            _("The pack %(pack)s is %(state)s: nothing was changed.")
            % {"pack": subscription.pack.name, "state": subscription.get_state_display()}
        )


class _CategoryFirst(Refusal):
    """A refusal whose next step is a change of category."""

    status = 403
    next_label = gettext_lazy("Change the category")

    @property
    def next_url(self) -> str:
        return reverse("companies:category")


class NotForThisCategory(_CategoryFirst):
    """The right is not open to the company's category, and no pack may be sold to it: it is led to what a change would mean."""

    next_label = gettext_lazy("See what a change of category means")

    def __init__(self, feature: Feature, category: str) -> None:
        super().__init__(
            _(
                "%(act)s is not open to companies of the category “%(category)s”. If yours is another one, "
                "ask for a change: what you have stays for 30 days, and what you paid for unused days goes back to you."
            )
            % {"act": feature.refusal, "category": category}
        )

    @property
    def next_url(self) -> str:
        return f"{super().next_url}?category={Category.PROVIDER}"


class CategoryNotSettled(_CategoryFirst):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The category of your company is not settled yet, so nothing can be sold to it. Choose the category first."
            )
        )


class BuysForNothing(Refusal):
    """The company is on the side that pays nothing."""

    next_label = gettext_lazy("See what is free")

    def __init__(self) -> None:
        super().__init__(_("Comptoir is free for your company: it needs no pack."))

    @property
    def next_url(self) -> str:
        return reverse("premium:subscription")


class NotOnSale(Refusal):
    """The pack is off sale, or the network sells nothing at present."""

    next_label = gettext_lazy("See the packs")

    def __init__(self, pack: Pack) -> None:
        super().__init__(_("The pack %(pack)s is not on sale at present. Nothing was ordered.") % {"pack": pack.name})

    @property
    def next_url(self) -> str:
        return reverse("premium:packs")


class NextPackIsBought(Refusal):
    def __init__(self, subscription: Subscription) -> None:
        super().__init__(
            _("Your next pack is bought already: %(pack)s begins on %(day)s.")
            % {"pack": subscription.pack.name, "day": shown_day(subscription.starts_at)}
        )


class TooEarlyToRenew(Refusal):
    def __init__(self, running: Subscription, opens_at: datetime) -> None:
        super().__init__(
            _(
                "You have %(pack)s until %(end)s. A larger pack can be bought at any time; the same or a smaller one "
                "from %(day)s on, for the year after."
            )
            % {"pack": running.pack.name, "end": shown_day(running.ends_at), "day": shown_day(opens_at)}
        )


class OrderIsWaiting(Refusal):
    """One order at a time: the second would be paid by mistake."""

    next_label = gettext_lazy("See the order")

    def __init__(self, order: Order) -> None:
        self.order = order
        super().__init__(
            _("Order %(number)s is waiting for its payment. Pay it, or cancel it before you order something else.")
            % {"number": order.number}
        )

    @property
    def next_url(self) -> str:
        return self.order.get_absolute_url()


class OrderNotWaiting(Refusal):
    def __init__(self, order: Order) -> None:
        super().__init__(
            _("Order %(number)s is %(state)s: nothing was changed.")
            % {"number": order.number, "state": order.get_state_display()}
        )


class WrongAmount(Refusal):
    """The amount received is not the total; a part leaves the order waiting."""

    def __init__(self, order: Order, received_cents: int) -> None:
        words = {
            "received": money(received_cents, order.currency),
            "total": money(order.total_cents, order.currency),
            "difference": money(abs(order.total_cents - received_cents), order.currency),
        }
        if received_cents < order.total_cents:
            sentence = _(
                "%(received)s of %(total)s: %(difference)s are missing. The order stays waiting; confirm the whole "
                "amount once the rest has arrived."
            )
        else:
            sentence = _(
                "%(received)s is %(difference)s more than the total of %(total)s. The order stays waiting; send the "
                "difference back, then confirm the total."
            )
        super().__init__(sentence % words)


class ReceivedInTheFuture(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The transfer cannot have arrived in the future. Give the day of the bank statement."))


class AlreadyAsked(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Your colleagues were asked today already. Speak to them, or ask again tomorrow."))


class QuotaKeyError(ValueError):
    """A quota key names another company's use, or the use of another right: a mistake of the caller."""


def shown_day(moment: datetime) -> str:
    """A day in the reader's language."""
    return date_format(localtime(moment), "DATE_FORMAT")
