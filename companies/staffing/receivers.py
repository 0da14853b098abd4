"""When the day of a company's second factor is near, or has come."""

from companies.groups import person_group
from companies.staffing.actions.second_factor import STEP, take_step
from network.common.models import OutboxEvent
from network.common.outbox import handler
from network.common.pushes import push


@handler(STEP, batch=50)
def take_steps(events: list[OutboxEvent]) -> None:
    """Reminders; and open sockets of those without are closed as soon as it counts."""
    for event in events:
        for user_id in take_step(company_id=int(event.key), step=event.payload["step"], since=event.payload["from"]):
            push(person_group(user_id), {"type": "rights.changed"})
