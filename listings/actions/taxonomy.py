"""The operator keeps the taxonomy: adds, renames, moves and switches off specialties, maps codes."""

from django.db import transaction

from listings.choices import MAX_DEPTH
from listings.exceptions import SpecialtyUnderItself, TreeTooDeep
from listings.models import ActivityCode, Specialty
from network.common.outbox import publish

SPECIALTY_KEPT = "listings.specialty_kept"
CODE_KEPT = "listings.activity_code_kept"


def refuse_misplaced(specialty: Specialty, parent: Specialty | None) -> None:
    """Refuse a parent that would close a loop or make the tree deeper than it may be.

    Raises:
        SpecialtyUnderItself: the parent is the specialty or stands below it.
        TreeTooDeep: the specialty or what stands below it would sink under the last level.

    """
    if parent is None:
        return
    if specialty.pk is not None and specialty.pk in {node.pk for node in parent.lineage}:
        raise SpecialtyUnderItself
    if parent.depth + _height(specialty) > MAX_DEPTH:
        raise TreeTooDeep


@transaction.atomic
def keep_specialty(*, specialty: Specialty) -> Specialty:
    """Save an operator's new or changed specialty; pages that show it are indexed again.

    Raises:
        MisplacedSpecialty: see `refuse_misplaced`.

    """
    refuse_misplaced(specialty, specialty.parent)
    specialty.save()
    publish(SPECIALTY_KEPT, specialty.slug)
    return specialty


@transaction.atomic
def keep_activity_code(*, entry: ActivityCode) -> ActivityCode:
    """Save an operator's new or changed entry; specialties inferred from it follow."""
    entry.save()
    publish(CODE_KEPT, entry.code)
    return entry


def _height(specialty: Specialty) -> int:
    """How many levels the specialty brings along: 1 when nothing stands under it."""
    if specialty.pk is None or not specialty.children.exists():
        return 1
    return 3 if Specialty.objects.filter(parent__parent=specialty).exists() else 2
