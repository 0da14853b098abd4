"""What the pages of the group show, in a number of queries that grows with its levels only."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from companies.models import Company, Member
from companies.tree.choices import MOST_LEVELS, Kind, Side
from companies.tree.models import Affiliation, Delegation, Loan
from companies.tree.permissions import levels_above, levels_below

MOST_LINES = 200
MOST_FOUND = 10


@dataclass(frozen=True)
class Line:
    """One company of the tree; `link` leads to the company above it, none for the top."""

    company: Company
    depth: int
    link: Affiliation | None
    is_us: bool
    is_ours: bool
    """Whether the link is one of our company, which may end it."""
    roles: list[str]
    """As what staff of the company above may act for it."""


@dataclass(frozen=True)
class GroupPage:
    """The whole group around a company, and what waits for an answer."""

    lines: list[Line]
    is_cut: bool
    for_us: list[Affiliation]
    for_others: list[Affiliation]

    @property
    def is_alone(self) -> bool:
        return len(self.lines) < 2


@dataclass(frozen=True)
class OnPage:
    """Confirmed links as everybody sees them."""

    parents: list[Affiliation]
    children: list[Affiliation]
    more: int


def group_page(member: Member) -> GroupPage:
    """The tree from its top, and the proposals of both directions."""
    waiting = list(Affiliation.objects.visible_to(member).proposed().order_by("-pk"))
    lines, is_cut = _tree(member)
    return GroupPage(
        lines=lines,
        is_cut=is_cut,
        for_us=[link for link in waiting if link.waits_for(link.side_of(member.company_id))],
        for_others=[link for link in waiting if not link.waits_for(link.side_of(member.company_id))],
    )


def _tree(member: Member) -> tuple[list[Line], bool]:
    above = set().union(*levels_above({member.company_id}))
    tops = above - set(Affiliation.objects.confirmed().filter(child__in=above).values_list("child_id", flat=True))
    ids = set().union(*levels_below(tops))
    links = Affiliation.objects.confirmed().filter(parent__in=ids).select_related("parent", "child")
    children: dict[int, list[Affiliation]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (Kind.values.index(link.kind), link.child.name.casefold())):
        children[link.parent_id].append(link)
    roles = dict(
        Delegation.objects.filter(affiliation__in=links, revoked_at=None).values_list("affiliation_id", "roles")
    )
    lines: list[Line] = []
    for top in Company.objects.filter(pk__in=tops).order_by("name"):
        _add(lines, Line(top, 0, None, top.pk == member.company_id, is_ours=False, roles=[]), children, roles, member)
    return lines[:MOST_LINES], len(lines) > MOST_LINES


def _add(
    lines: list[Line],
    line: Line,
    children: dict[int, list[Affiliation]],
    roles: dict[int, list[str]],
    member: Member,
) -> None:
    """The company with everything below it, depth first; no further than a screen can show."""
    lines.append(line)
    if len(lines) > MOST_LINES or line.depth >= MOST_LEVELS:
        return
    for link in children[line.company.pk]:
        below = Line(
            company=link.child,
            depth=line.depth + 1,
            link=link,
            is_us=link.child_id == member.company_id,
            is_ours=member.company_id in {link.parent_id, link.child_id},
            roles=roles.get(link.pk, []),
        )
        _add(lines, below, children, roles, member)


def companies_called(words: str, member: Member) -> QuerySet[Company]:
    """Companies one may link to, by a part of the name; at most ten."""
    named = Q(name__icontains=words) | Q(trade_name__icontains=words)
    return Company.objects.visible().filter(named).exclude(pk=member.company_id).order_by("name", "pk")[:MOST_FOUND]


def links_on_page(company: Company) -> OnPage | None:
    """What the public page shows, companies above before those below; nothing that waits. One query, two in a large group."""
    seen = Q(child=company, parent__hidden_at=None) | Q(parent=company, child__hidden_at=None)
    confirmed = Affiliation.objects.confirmed().filter(seen)
    names = [f"{side}__{field}" for side in ("parent", "child") for field in ("name", "slug")]
    above_first = Case(When(child=company, then=0), default=1)
    links = confirmed.select_related("parent", "child").only("kind", *names).order_by(above_first, "child__name", "pk")
    parents: list[Affiliation] = []
    children: list[Affiliation] = []
    for link in links[: 2 * MOST_FOUND + 1]:
        (parents if link.child_id == company.pk else children).append(link)
    more = confirmed.filter(parent=company).count() - MOST_FOUND if len(children) > MOST_FOUND else 0
    return OnPage(parents=parents, children=children[:MOST_FOUND], more=more) if parents or children else None


def number_waiting(member: Member) -> int:
    """How many proposals wait for our side."""
    waiting = Affiliation.objects.proposed()
    ours = Q(parent=member.company, parent_confirmed_at=None) | Q(child=member.company, child_confirmed_at=None)
    return waiting.filter(ours).count()


def loans_of(link: Affiliation) -> list[Loan]:
    """Who of the parent's staff acts for the child now."""
    running = Loan.objects.filter(delegation__affiliation=link, member__ended_at=None)
    return list(running.select_related("member__user").order_by("pk"))


def lendable_colleagues(acting: Member, link: Affiliation) -> QuerySet[Member]:
    """Our own staff who do not act for the child yet."""
    there = Member.objects.active().filter(company=link.child).values("user")
    own = Member.objects.active().filter(company_id=acting.company_id, lent_by=None)
    return own.exclude(user__in=there).with_rights().select_related("user").order_by("user__name", "pk")


def is_parent(acting: Member, link: Affiliation) -> bool:
    return link.side_of(acting.company_id) == Side.PARENT
