"""When rights change, begin or end, tell the apps above."""

from network.common.models import OutboxEvent
from network.common.outbox import handler
from premium.signals import RIGHTS_CHANGED, rights_changed


@handler(RIGHTS_CHANGED, batch=500)
def tell_rights_changed(events: list[OutboxEvent]) -> None:
    """One signal for a batch; a company named twice is told once."""
    rights_changed.send(sender=None, company_ids=sorted({int(event.key) for event in events}))
