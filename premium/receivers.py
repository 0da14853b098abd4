"""When rights change, begin or end, tell the apps above; when a category changes, nothing is lost at once."""

from django.dispatch import receiver

from companies.models import Company
from companies.signals import category_changed
from network.common.models import OutboxEvent
from network.common.outbox import handler
from premium.actions.graces import follow_category
from premium.signals import RIGHTS_CHANGED, STANDING_GRANTS_CHANGED, rights_changed

COMPANIES_AT_ONCE = 500


@receiver(category_changed)
def keep_what_was_held(company: Company, former: str, **_more: object) -> None:
    follow_category(company=company, former=former)


@handler(RIGHTS_CHANGED, batch=500)
def tell_rights_changed(events: list[OutboxEvent]) -> None:
    """One signal for a batch; a company named twice is told once."""
    rights_changed.send(sender=None, company_ids=sorted({int(event.key) for event in events}))


@handler(STANDING_GRANTS_CHANGED, batch=10)
def tell_standing_grants_changed(events: list[OutboxEvent]) -> None:
    """All companies of the categories, some hundreds at a time."""
    categories = {event.key for event in events}
    ids = list(Company.objects.filter(category__in=categories).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), COMPANIES_AT_ONCE):
        rights_changed.send(sender=None, company_ids=ids[start : start + COMPANIES_AT_ONCE])
