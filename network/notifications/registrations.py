"""What notifications register with the ground in `ready()`: the count in the top bar, the mails that do not leave."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.common import shell
from network.common.vital_signs import VitalSign, late_since, vital_signs
from network.notifications.models import Mail, MailState, Notification


def notification_count(request: HttpRequest) -> int:
    """How many notifications the person has not read; one query on a partial index."""
    if not request.user.is_authenticated:
        return 0
    return Notification.objects.of(request.user).unread().count()


shell.facts.register("notification_count", notification_count)

vital_signs.register(
    "mails_late",
    VitalSign(
        _("Mails that wait for more than a minute"),
        _("The mail server refuses them or does not answer; they are tried again."),
        lambda: Mail.objects.filter(state=MailState.PENDING, created_at__lt=late_since()).count(),
    ),
)
vital_signs.register(
    "mails_in_doubt",
    VitalSign(
        _("Mails of which nobody knows whether they left"),
        _("The worker was stopped while it sent them; none is sent twice."),
        lambda: Mail.objects.filter(state=MailState.IN_DOUBT).count(),
        limit=10,
    ),
)
