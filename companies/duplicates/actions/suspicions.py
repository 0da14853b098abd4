"""Finding possible duplicates every night, and an operator's word that two pages are two companies."""

from django.db import transaction
from django.utils import timezone

from companies.duplicates.exceptions import SameCompany
from companies.duplicates.finding import ENOUGH, find_pairs
from companies.duplicates.models import Suspicion
from companies.duplicates.operators import MERGE_COMPANIES
from companies.models import Company
from companies.operators import require_operator
from network.accounts.models import User
from network.common.outbox import publish

FIND = "duplicates.find"
BATCH = 500


@transaction.atomic
def ask_to_find(*, operator: User) -> None:
    """Have the worker look for duplicates now instead of tonight.

    Raises:
        NotAnOperator: the person may not merge.

    """
    require_operator(operator, MERGE_COMPANIES)
    publish(FIND, operator.pk)


@transaction.atomic
def find_duplicates() -> int:
    """Bring the list up to date: new pairs come, pairs no longer alike go, dismissed ones stay dismissed; return its length."""
    found = {key: pair for key, pair in find_pairs().items() if pair.weight >= ENOUGH}
    known = {(each.low_id, each.high_id): each for each in Suspicion.objects.select_for_update()}
    gone = [each.pk for key, each in known.items() if key not in found and each.dismissed_at is None]
    Suspicion.objects.filter(pk__in=gone).delete()
    changed = []
    for key, each in known.items():
        if key in found and each.likenesses != found[key].keys:
            each.likenesses, each.weight = found[key].keys, found[key].weight
            changed.append(each)
    Suspicion.objects.bulk_update(changed, ["likenesses", "weight"], batch_size=BATCH)
    new = [
        Suspicion(low_id=pair.low, high_id=pair.high, likenesses=pair.keys, weight=pair.weight)
        for key, pair in found.items()
        if key not in known
    ]
    Suspicion.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(found)


@transaction.atomic
def dismiss(*, operator: User, one: Company, other: Company) -> Suspicion:
    """Say that two pages are two companies; the pair is not proposed again.

    Raises:
        NotAnOperator: the person may not merge.
        SameCompany: one page twice.

    """
    return _judge(operator, one, other, is_dismissed=True)


@transaction.atomic
def suspect_again(*, operator: User, one: Company, other: Company) -> Suspicion:
    """Take the word back: the pair is on the list again.

    Raises:
        NotAnOperator: the person may not merge.
        SameCompany: one page twice.

    """
    return _judge(operator, one, other, is_dismissed=False)


def _judge(operator: User, one: Company, other: Company, *, is_dismissed: bool) -> Suspicion:
    require_operator(operator, MERGE_COMPANIES)
    if one.pk == other.pk:
        raise SameCompany
    low, high = sorted((one.pk, other.pk))
    judged = {
        "dismissed_at": timezone.now() if is_dismissed else None,
        "dismissed_by": operator if is_dismissed else None,
    }
    suspicion, _is_new = Suspicion.objects.update_or_create(low_id=low, high_id=high, defaults=judged)
    return suspicion
