"""What payment links register: journal acts and news for the buyer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies import journal
from companies.models import Member
from companies.ownership import Ownable, ownables
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.payment_links.actions import paying, sending
from premium.payment_links.models import PaymentLink
from premium.payment_links.querysets import PaymentLinkQuerySet

for act, wording in (
    (sending.SENT, _("sent order {subject} to whoever pays")),
    (sending.WITHDRAWN, _("withdrew the payment link of order {subject}")),
    (sending.ANSWERED, _("answered the payer of order {subject}")),
    (paying.ACCEPTED, _("accepted the quote of order {subject}")),
):
    journal.acts.register(act, wording)

for kind in (
    NotificationKind(
        paying.ASKED,
        "message-circle-question-mark",
        _("A question about order {number}"),
        _("{email} asks before paying: “{question}”"),
        label=_("Whoever pays asks a question"),
    ),
    NotificationKind(
        paying.ACCEPTED,
        "handshake",
        _("Order {number} is accepted"),
        _("{payer} has accepted the quote. The pack opens as soon as the payment has arrived."),
        label=_("Whoever pays accepts the quote"),
    ),
    NotificationKind(
        paying.CORRECTED,
        "pencil",
        _("Who is billed for order {number} was corrected"),
        _("{email} has corrected the billing details. The pro-forma shows the amount of now."),
        label=_("Whoever pays corrects the billing details"),
    ),
):
    kinds.register(kind)


def _sent_by(member: Member) -> PaymentLinkQuerySet:
    """Links that still work: the payer may join in the name of who sent them."""
    return PaymentLink.objects.valid().filter(order__company=member.company_id, sent_by=member.user_id)


ownables.register(
    "payment_links",
    Ownable(
        words=lambda count: ngettext("%(count)s payment link", "%(count)s payment links", count) % {"count": count},
        count=lambda member: _sent_by(member).count(),
        hand_over=lambda member, heir: _sent_by(member).update(sent_by=heir.user_id),
    ),
)
