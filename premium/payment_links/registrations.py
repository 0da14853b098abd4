"""What payment links register: journal acts and news for the buyer."""

from django.utils.translation import gettext_lazy as _

from companies import journal
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.payment_links.actions import paying, sending

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
