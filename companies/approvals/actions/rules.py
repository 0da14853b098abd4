"""Choosing which acts need a second person, who stands in, and how long one waits."""

from collections.abc import Iterable

from django.db import transaction

from companies import journal
from companies.actions.staff import lock_staff
from companies.approvals.actions import telling
from companies.approvals.exceptions import NobodyElse
from companies.approvals.models import ApprovalRule
from companies.approvals.permissions import second_people
from companies.models import Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from companies.second_person import kinds as all_kinds


@asks
@transaction.atomic
def set_rules(
    *, acting: Member, kinds: Iterable[str], deputy: Member | None, hours: int, approval: int | None = None
) -> list[ApprovalRule]:
    """Choose the kinds of acts that need a second person; all others need none.

    Once "roles" is chosen, this choice itself needs a second person.

    Raises:
        RoleTooSmall: the member may not change roles.
        NobodyElse: a kind is newly chosen that nobody else could approve.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    lock_staff(acting.company_id)
    require(acting, CompanyPermission.MANAGE_STAFF)
    chosen = [key for key in all_kinds.keys() if key in set(kinds)]
    present = {rule.kind: rule for rule in ApprovalRule.objects.filter(company_id=acting.company_id)}
    if _is_the_same(present.values(), chosen, deputy, hours):
        return list(present.values())
    _refuse_alone(acting, [key for key in chosen if key not in present], deputy)
    pass_gate(acting, choice(chosen, deputy, hours), approval)

    ApprovalRule.objects.filter(company_id=acting.company_id).exclude(kind__in=chosen).delete()
    rules = [
        ApprovalRule.objects.update_or_create(
            company=acting.company,
            kind=key,
            defaults={"deputy": deputy, "hours": hours},
            create_defaults={"deputy": deputy, "hours": hours, "turned_on_by": acting.user},
        )[0]
        for key in chosen
    ]
    journal.record(
        company=acting.company, act=telling.RULES, acting=acting, subject=",".join(chosen), details={"hours": hours}
    )
    return rules


def choice(kinds: list[str], deputy: Member | None, hours: int) -> Act:
    """The act of choosing, as a second person is asked for it."""
    return Act(
        telling.RULES,
        subject="",
        name="",
        payload={"kinds": kinds, "deputy": deputy.pk if deputy else None, "hours": hours},
    )


def _refuse_alone(acting: Member, kinds: list[str], deputy: Member | None) -> None:
    if deputy is not None and deputy.pk != acting.pk:
        return
    alone = [key for key in kinds if not second_people(acting.company_id, key, acting.user_id)]
    if alone:
        raise NobodyElse(all_kinds[key].label for key in alone)


def _is_the_same(present: Iterable[ApprovalRule], chosen: list[str], deputy: Member | None, hours: int) -> bool:
    deputy_id = deputy.pk if deputy else None
    kept = {rule.kind: (rule.deputy_id, rule.hours) for rule in present}
    return kept == dict.fromkeys(chosen, (deputy_id, hours))
