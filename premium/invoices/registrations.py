"""What invoices register: the news that a file is there."""

from django.utils.translation import gettext_lazy as _

from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.invoices.actions import documents

kinds.register(
    NotificationKind(
        documents.READY,
        "receipt-text",
        _("Invoice {number} is there"),
        _("You find it in the archive of your company, as PDF with the electronic invoice inside."),
        label=_("An invoice of our company is ready"),
    )
)
