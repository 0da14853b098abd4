"""Who may be the second person: by role, or as the deputy once the time has run out."""

from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.models import Member
from companies.permissions import may
from companies.second_person import kinds


def second_people(company_id: int, kind: str, user_id: int | None) -> list[Member]:
    """Colleagues whose role may approve acts of a kind, but for the person who asks; one query."""
    allowed = Member.objects.allowed(kinds[kind].permission).filter(company_id=company_id, user__is_active=True)
    return list(allowed.exclude(user_id=user_id).select_related("user").order_by("pk"))


def rule_of(company_id: int, kind: str) -> ApprovalRule | None:
    """The company's choice for a kind of acts, with its deputy; one query."""
    return ApprovalRule.objects.select_related("deputy__user").filter(company_id=company_id, kind=kind).first()


def deputy_for(rule: ApprovalRule | None, user_id: int | None) -> Member | None:
    """The deputy, while he is on the staff and is not the person who asks."""
    deputy = rule.deputy if rule else None
    if deputy is None or deputy.ended_at or not deputy.user.is_active or deputy.user_id == user_id:
        return None
    return deputy


def people_asked(rule: ApprovalRule | None, company_id: int, kind: str, user_id: int | None) -> list[Member]:
    """Who is asked: everybody whose role may approve; when there is nobody, the deputy at once."""
    people = second_people(company_id, kind, user_id)
    deputy = deputy_for(rule, user_id)
    return people or ([deputy] if deputy else [])


def may_see(member: Member, request: ApprovalRequest, rule: ApprovalRule | None) -> bool:
    """The requester, whoever may approve acts of the kind, and the deputy."""
    return (
        request.requested_by_id == member.user_id
        or may(member, kinds[request.kind].permission)
        or _is_deputy(member, rule)
    )


def may_decide(member: Member, request: ApprovalRequest, rule: ApprovalRule | None) -> bool:
    """Never one's own. The deputy once the time has run out, or at once when there is nobody else."""
    if request.requested_by_id == member.user_id or request.company_id != member.company_id:
        return False
    if may(member, kinds[request.kind].permission):
        return True
    return _is_deputy(member, rule) and (
        request.deputy_told_at is not None
        or not second_people(request.company_id, request.kind, request.requested_by_id)
    )


def _is_deputy(member: Member, rule: ApprovalRule | None) -> bool:
    return rule is not None and rule.deputy_id == member.pk and member.ended_at is None
