"""What the pages of approvals show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.approvals.permissions import deputy_for, may_decide, people_asked, rule_of
from companies.models import Member
from companies.permissions import may
from companies.second_person import ActKind, Difference, kinds

REQUESTS_A_PAGE = 20


@dataclass(frozen=True)
class RequestLine:
    """One request of a list; `is_mine` when the reader asked, `is_to_decide` when he is a second person."""

    request: ApprovalRequest
    is_mine: bool
    is_to_decide: bool

    @property
    def author(self) -> str:
        return self.request.requested_by.display_name if self.request.requested_by else ""


@dataclass(frozen=True)
class RequestsPage:
    """The requests a member may see: those that wait, then a page of the others."""

    waiting: list[RequestLine]
    page: Page
    is_any_kind_chosen: bool


@dataclass(frozen=True)
class RequestPage:
    """One request: what would change, and what the reader may do about it."""

    request: ApprovalRequest
    differences: list[Difference]
    is_mine: bool
    may_decide: bool
    is_overtaken: bool
    people: list[Member]
    deputy: Member | None


@dataclass(frozen=True)
class ChoicePage:
    """A kind of acts on the page of choices."""

    kind: ActKind
    is_chosen: bool
    is_alone: bool
    """Chosen, and yet acts go through directly: nobody else could approve."""


def requests_page(member: Member, number: str | None) -> RequestsPage:
    """Five queries at any size."""
    rules = rules_of(member)
    visible = ApprovalRequest.objects.visible_to(member, _kinds_of(member, rules.values())).select_related(
        "requested_by", "decided_by"
    )
    visible = visible.defer("payload")
    closed = Paginator(visible.closed(), REQUESTS_A_PAGE).get_page(number)
    waiting = [_line(member, request, rules) for request in visible.pending()]
    waiting.sort(key=lambda line: not line.is_to_decide)
    return RequestsPage(waiting, closed, bool(rules))


def request_page(member: Member, request: ApprovalRequest) -> RequestPage:
    """What the page of one request shows."""
    rule = rule_of(request.company_id, request.kind)
    is_pending = request.is_pending
    return RequestPage(
        request=request,
        differences=request.gated.differences(request.company, request.payload),
        is_mine=request.requested_by_id == member.user_id,
        may_decide=is_pending and may_decide(member, request, rule),
        is_overtaken=is_pending and request.gated.is_overtaken(request.company, request.payload),
        people=people_asked(rule, request.company_id, request.kind, request.requested_by_id) if is_pending else [],
        deputy=deputy_for(rule, request.requested_by_id) if is_pending else None,
    )


def waiting_in(member: Member, kind_keys: Iterable[str]) -> list[ApprovalRequest]:
    """Requests of some kinds that wait and that the member may see; one query where nothing waits in his company."""
    waiting = ApprovalRequest.objects.of_company(member).pending().filter(kind__in=list(kind_keys))
    requests = list(waiting.select_related("requested_by").defer("payload"))
    readable = _kinds_of(member, rules_of(member).values()) if requests else []
    return [one for one in requests if one.requested_by_id == member.user_id or one.kind in readable]


def count_to_decide(member: Member) -> int:
    """How many requests wait for this member; one query where nothing waits in his company."""
    waiting = ApprovalRequest.objects.pending().filter(company_id=member.company_id)
    requests = list(waiting.exclude(requested_by=member.user_id).defer("payload"))
    rules = rules_of(member) if requests else {}
    return sum(may_decide(member, request, rules.get(request.kind)) for request in requests)


def rules_of(member: Member) -> dict[str, ApprovalRule]:
    """The company's choices by kind, with their deputies; one query."""
    found = ApprovalRule.objects.filter(company_id=member.company_id).select_related("deputy__user")
    return {rule.kind: rule for rule in found}


def choices_page(member: Member) -> list[ChoicePage]:
    """Every kind of acts, whether it is chosen, and whether anybody could approve what this member asks."""
    rules = rules_of(member)
    return [
        ChoicePage(
            kind,
            kind.key in rules,
            kind.key in rules and not people_asked(rules[kind.key], member.company_id, kind.key, member.user_id),
        )
        for kind in kinds
    ]


def _kinds_of(member: Member, rules: Iterable[ApprovalRule]) -> list[str]:
    """Kinds whose requests a member may read: by his role, or as the deputy."""
    by_role = {kind.key for kind in kinds if may(member, kind.permission)}
    return sorted(by_role | {rule.kind for rule in rules if rule.deputy_id == member.pk})


def _line(member: Member, request: ApprovalRequest, rules: dict[str, ApprovalRule]) -> RequestLine:
    return RequestLine(
        request,
        is_mine=request.requested_by_id == member.user_id,
        is_to_decide=may_decide(member, request, rules.get(request.kind)),
    )
