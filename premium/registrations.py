"""What premium registers in `ready()`: features it asks for, journal acts, kinds of news, the page right, navigation, slots."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.contacts import contact_sources
from companies.models import Company, Member
from companies.page_rights import page_rights
from network.common import page_slots, shell
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium import features
from premium.actions import billing, dunning, orders, pauses, refunds, renewals, settlement
from premium.features import Feature
from premium.models import Order
from premium.rights import has_right
from premium.selectors import own_pack

PUBLIC_PAGE = features.register(
    Feature(
        "public_page",
        _("Public page"),
        "",
        _("Showing the complete page"),
        included=_("Complete"),
        excluded=_("Name and legal identity"),
    )
)


def shows_full_page(company: Company) -> bool:
    """Whether outsiders see the whole page: by pack, or by the standing grant of the category."""
    return has_right(company, PUBLIC_PAGE.key)


page_rights.register("premium", shows_full_page)


def billing_addresses(company: Company) -> set[str]:
    """Where the invoices of the company go."""
    return set(Order.objects.filter(company=company).values_list("email", flat=True))


contact_sources.register("premium", billing_addresses)

for act, wording in (
    (orders.PLACED, _("ordered a pack, number {subject}")),
    (orders.CANCELLED, _("cancelled order {subject}")),
    (orders.ASKED, _("asked who may buy for the pack {subject}")),
    (settlement.PAID, _("received the payment: the rights of order {subject} are open")),
    (settlement.OPENED, _("opened the rights of order {subject}; the direct debit is under way")),
    (renewals.PROPOSED, _("prepared the next year with order {subject}")),
    (renewals.CALLED_OFF, _("called off the renewal of the pack {subject}")),
    (renewals.KEPT, _("lets the pack {subject} renew again")),
    (renewals.NEXT_CHOSEN, _("chose the pack {subject} for the next year")),
    (dunning.FAILED, _("could not collect the payment of order {subject}")),
    (dunning.LAPSED, _("ended the pack {subject}: it was not paid")),
    (refunds.REFUNDED, _("gave money back for order {subject}")),
    (refunds.DISPUTED, _("learned that the payment of order {subject} is disputed")),
    (pauses.PAUSED, _("paused the pack {subject}")),
    (pauses.RESUMED, _("lets the pack {subject} run again")),
    (billing.CORRECTED, _("corrected who is billed for order {subject}")),
):
    journal.acts.register(act, wording)

for kind in (
    NotificationKind(
        orders.PLACED,
        "receipt",
        _("Your order of the pack {pack}: {number}"),
        _(
            "The pro-forma is ready to print or to send to whoever pays. The pack opens as soon as the transfer has arrived."
        ),
        label=_("I ordered a pack"),
    ),
    NotificationKind(
        settlement.PAID,
        "badge-check",
        _("The pack {pack} is open"),
        _("The payment of order {number} has arrived. All rights of the pack are there from now on."),
        label=_("A pack of our company is paid"),
    ),
    NotificationKind(
        orders.ASKED,
        "hand-coins",
        _("{person} asks you to buy the pack {pack}"),
        _("You may buy for your company: see what it gives, check the amount and order."),
        label=_("A colleague asks me to buy a pack"),
    ),
):
    kinds.register(kind)


def is_for_reader(request: HttpRequest) -> bool:
    """Packs concern visitors and providers; the side that buys has nothing to choose."""
    member = request.member  # type: ignore[attr-defined]
    return not member or member.company.is_provider


def desk_context(request: HttpRequest, member: Member) -> dict[str, Any]:
    return {"own": own_pack(member), "company": member.company}


shell.navigation.register("packs", shell.NavigationItem(_("Packs"), "premium:packs", order=80, is_shown=is_for_reader))
page_slots.register("dashboard.left", 20, "premium/_quotas.html", desk_context)
