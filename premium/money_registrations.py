"""The news about money that premium registers in `ready()`: what opens, renews, fails, recovers and goes back."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.ownership import Ownable, ownables
from network.common.vital_signs import VitalSign, late_since, vital_signs
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.actions import dunning, pauses, refunds, renewals, settlement
from premium.models import BillingDeputy, StripeEvent

PAYMENT_FAILS = _("A payment of our company fails")

for kind in (
    NotificationKind(
        settlement.OPENED,
        "badge-check",
        _("The pack {pack} is open, the direct debit is under way"),
        _(
            "All rights of the pack are there. The bank takes up to 14 days to debit order {number}; we write to you if it fails."
        ),
        label=_("A pack of our company is opened by direct debit"),
    ),
    NotificationKind(
        settlement.RECOVERED,
        "badge-check",
        _("Paid: the pack {pack} is complete again"),
        _("The payment of order {number} has arrived. Everything that was closed is open again."),
        label=_("A failed payment was made good"),
    ),
    NotificationKind(
        renewals.PROPOSED,
        "calendar-clock",
        _("The pack {pack} renews on {day}"),
        _(
            "We charge order {number} on that day, in the way you paid last. Until then you may change the pack or call the renewal off."
        ),
        label=_("A pack of our company will renew"),
    ),
    NotificationKind(
        f"{renewals.PROPOSED}_by_transfer",
        "calendar-clock",
        _("The pack {pack} ends on {day}: here is the next year"),
        _(
            "The pro-forma {number} is ready. Pay it by that day and nothing is interrupted; without it, nothing is charged."
        ),
        label=_("A pro-forma for the next year is ready"),
    ),
    NotificationKind(
        dunning.FAILED,
        "circle-alert",
        _("The payment for the pack {pack} has failed"),
        _("{why} {advice} Every right stays open meanwhile; what reaches out to others does until {outbound_day}."),
        label=PAYMENT_FAILS,
    ),
    NotificationKind(
        dunning.REMINDED,
        "circle-alert",
        _("The pack {pack} is still not paid"),
        _(
            "{why} {advice} From {outbound_day} on, nothing can be sent to other companies; your page and your inbox stay."
        ),
        label=_("A reminder three days after a failed payment"),
    ),
    NotificationKind(
        dunning.OUTBOUND_CLOSED,
        "circle-alert",
        _("The pack {pack} is not paid: nothing can be sent any more"),
        _("{why} {advice} Your page, its listing and your inbox stay open until {last_day}."),
        label=_("A warning seven days after a failed payment"),
    ),
    NotificationKind(
        dunning.LAST_WARNING,
        "circle-alert",
        _("The pack {pack} ends on {last_day} unless it is paid"),
        _(
            "{why} {advice} After that day outsiders see your name and legal identity only. Nothing you have written is deleted."
        ),
        label=_("The last warning fourteen days after a failed payment"),
    ),
    NotificationKind(
        dunning.LAPSED,
        "circle-alert",
        _("The pack {pack} has ended"),
        _(
            "Order {number} was not paid and is cancelled; nothing is owed. Your page, your messages and your texts are all kept: choose a pack and they show again."
        ),
        label=_("A pack of our company has ended unpaid"),
    ),
    NotificationKind(
        refunds.REFUNDED,
        "undo-2",
        _("{amount} go back to you"),
        _(
            "We have refunded {amount} of order {number} for the pack {pack}, in the way it was paid. It takes up to ten days to arrive."
        ),
        label=_("Money is given back to our company"),
    ),
    NotificationKind(
        refunds.DISPUTED,
        "circle-alert",
        _("Your bank disputes the payment of order {number}"),
        _(
            "The bank has taken back {amount} for the pack {pack} until it has decided. Meanwhile nothing can be sent to other companies. If this is a mistake, tell your bank."
        ),
        label=_("A payment of our company is disputed"),
    ),
    NotificationKind(
        pauses.PAUSED,
        "pause",
        _("The pack {pack} is paused"),
        _("Nothing is charged and no day is lost while it is paused. {reason}"),
        label=_("A pack of our company is paused"),
    ),
    NotificationKind(
        pauses.RESUMED,
        "play",
        _("The pack {pack} runs again"),
        _("All its rights are there. It now runs until {day}: the days of the pause are added."),
        label=_("A paused pack runs again"),
    ),
):
    kinds.register(kind)

vital_signs.register(
    "stripe_events_late",
    VitalSign(
        _("Events of Stripe not worked off for more than a minute"),
        _("The worker is down or Stripe does not answer; each row in “Events of Stripe” has its error."),
        lambda: StripeEvent.objects.to_do().filter(run_at__lt=late_since()).count(),
    ),
)

ownables.register(
    "billing_deputy",
    Ownable(
        words=lambda count: gettext("the deputy’s part for unpaid bills"),
        count=lambda member: BillingDeputy.objects.filter(member=member).count(),
        hand_over=lambda member, heir: BillingDeputy.objects.filter(member=member).update(member=heir),
    ),
)
