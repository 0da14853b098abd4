"""What an operator changes of the catalogue."""

from collections.abc import Iterable

from django.db import transaction

from network.common.outbox import publish
from premium.models import StandingGrant
from premium.signals import STANDING_GRANTS_CHANGED


@transaction.atomic
def save_standing_grant(grant: StandingGrant) -> StandingGrant:
    """Keep what a category holds for nothing, and tell the apps above which companies it touches."""
    before = StandingGrant.objects.filter(pk=grant.pk).values_list("category", flat=True)
    categories = {grant.category, *before}
    grant.save()
    _tell(categories)
    return grant


@transaction.atomic
def delete_standing_grant(grant: StandingGrant) -> None:
    """Take back what a category held for nothing."""
    grant.delete()
    _tell([grant.category])


def _tell(categories: Iterable[str]) -> None:
    for category in categories:
        publish(STANDING_GRANTS_CHANGED, category)
