"""Which link may stand in the tree."""

from companies.models import Company
from companies.tree.choices import MOST_LEVELS, OWNERSHIP, Kind
from companies.tree.exceptions import HasParent, TooDeep, WouldBeCircle
from companies.tree.models import Affiliation


def require_place_in_tree(parent: Company, child: Company, kind: str) -> None:
    """Refuse a link that would give a second parent, close a circle or make the tree too deep.

    Only true behind the lock of the tree; before it, an early word to whoever proposes.

    Raises:
        HasParent, WouldBeCircle, TooDeep: the link cannot stand.

    """
    family = OWNERSHIP if kind in OWNERSHIP else (Kind.BRAND,)
    if Affiliation.objects.confirmed().filter(child=child, kind__in=family).exists():
        raise HasParent(child)
    above = levels_above({parent.pk})
    if any(child.pk in level for level in above):
        raise WouldBeCircle(parent, child)
    if len(above) + len(levels_below({child.pk})) > MOST_LEVELS:
        raise TooDeep(MOST_LEVELS)


def levels_above(company_ids: set[int]) -> list[set[int]]:
    """The companies themselves, their parents, and so on to the top; one query a level."""
    return _levels(company_ids, known="child_id", wanted="parent_id")


def levels_below(company_ids: set[int]) -> list[set[int]]:
    """The companies themselves, their children, and so on to the last shop; one query a level."""
    return _levels(company_ids, known="parent_id", wanted="child_id")


def _levels(start: set[int], *, known: str, wanted: str) -> list[set[int]]:
    levels, seen = [start], set(start)
    while (
        level := set(
            Affiliation.objects.confirmed().filter(**{f"{known}__in": levels[-1]}).values_list(wanted, flat=True)
        )
        - seen
    ):
        levels.append(level)
        seen |= level
    return levels
