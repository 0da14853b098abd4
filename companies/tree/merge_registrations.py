"""The tree in a merge: what both sides confirmed, with the powers that hang on it, is ended by them and never moved."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import Pair, Words, move
from companies.tree.choices import State
from companies.tree.models import STANDING, Affiliation


def confirmed_links(pair: Pair) -> Iterator[Words]:
    """Colleagues may be lent along a confirmed link: another company in its place would change who acts for whom."""
    links = Affiliation.objects.filter(Q(parent=pair.merged) | Q(child=pair.merged), state=State.CONFIRMED)
    if links.exists():
        yield _(
            "The merged page belongs to a group of companies. Have its links ended first, or merge the other way round."
        )


move(
    "tree.Affiliation",
    "parent",
    "child",
    only=lambda pair: Q(state=State.PROPOSED, parent_confirmed_at=None, child_confirmed_at=None),
    once=("parent_id", "child_id"),
    among=Q(state__in=STANDING),
    apart=("parent_id", "child_id"),
    witness=("state", "parent_confirmed_at", "child_confirmed_at"),
    related=("parent", "child"),
    objections=confirmed_links,
)
