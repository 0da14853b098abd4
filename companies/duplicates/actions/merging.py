"""Merging one page into another, in one transaction, and taking it apart again within 30 days."""

from django.db import transaction
from django.utils import timezone

from companies import journal
from companies.duplicates import rows
from companies.duplicates.exceptions import (
    AlreadyMerged,
    AlreadyUndone,
    CannotMerge,
    MergedOnward,
    NoReason,
    PlanChanged,
    SameCompany,
    TooLateToUndo,
)
from companies.duplicates.models import Merge, MergedRow
from companies.duplicates.operators import MERGE_COMPANIES
from companies.duplicates.planning import plan_merge
from companies.duplicates.signals import companies_merged, merge_undone
from companies.merge_rules import Act, Change, Pair
from companies.models import Company
from companies.operators import OPERATOR_NAME, require_operator
from companies.signals import company_changed
from network.accounts.models import User
from network.common.signals import announce

MERGED = "company.merged"
MERGED_AWAY = "company.merged_away"
UNDONE = "company.merge_undone"


@transaction.atomic
def merge_companies(*, operator: User, pair: Pair, reason: str, fingerprint: str) -> Merge:
    """Merge one page into another: rows move, the merged page is hidden and leads to the kept one.

    `fingerprint` is that of the plan the operator has read.

    Raises:
        NotAnOperator: the person may not merge.
        NoReason: the staff of both companies would not learn why.
        SameCompany: one page twice.
        AlreadyMerged: one of the two was merged meanwhile.
        CannotMerge: something speaks against it; it carries every sentence.
        PlanChanged: the merge would not be the one that was read.

    """
    require_operator(operator, MERGE_COMPANIES)
    if not reason.strip():
        raise NoReason
    kept, merged = lock(pair.kept.pk, pair.merged.pk)
    for company in (kept, merged):
        if company.merged_into_id:
            raise AlreadyMerged(company.name)
    plan = plan_merge(Pair(kept, merged, with_staff=pair.with_staff))
    if plan.objections:
        raise CannotMerge(plan.objections)
    if plan.fingerprint != fingerprint:
        raise PlanChanged

    merge = Merge.objects.create(
        kept=kept,
        merged=merged,
        operator=operator,
        reason=reason.strip(),
        with_staff=pair.with_staff,
        contents=dict(merged.sections.values_list("kind", "content")),
    )
    rows.write(merge, [*plan.changes, _hidden(kept, merged)])

    journal.record(company=kept, act=MERGED, subject=merged.name, details={"merge": merge.pk}, system=OPERATOR_NAME)
    journal.record(
        company=merged, act=MERGED_AWAY, subject=kept.name, details={"merge": merge.pk}, system=OPERATOR_NAME
    )
    announce(company_changed, company_ids=[kept.pk, merged.pk])
    announce(companies_merged, merge=merge)
    return merge


@transaction.atomic
def undo_merge(*, operator: User, merge: Merge) -> list[MergedRow]:
    """Take a merge apart: every row the merge touched and nobody changed since is as before; return those that were left.

    Raises:
        NotAnOperator: the person may not merge.
        AlreadyUndone: it is taken apart.
        TooLateToUndo: the 30 days have passed.
        MergedOnward: the kept page leads to another one by now.

    """
    require_operator(operator, MERGE_COMPANIES)
    kept, merged = lock(merge.kept_id, merge.merged_id)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise AlreadyUndone
    if not merge.can_be_undone:
        raise TooLateToUndo
    if kept.merged_into_id:
        raise MergedOnward(kept.name)

    left = rows.put_back(merge)
    merge.undone_at, merge.undone_by = timezone.now(), operator
    merge.save(update_fields=["undone_at", "undone_by"])

    for company, other in ((kept, merged), (merged, kept)):
        journal.record(
            company=company, act=UNDONE, subject=other.name, details={"merge": merge.pk}, system=OPERATOR_NAME
        )
    announce(company_changed, company_ids=[kept.pk, merged.pk])
    announce(merge_undone, merge=merge)
    return left


def lock(kept_id: int, merged_id: int) -> tuple[Company, Company]:
    """Both pages as they are now, the smaller number first: two operators who merge both ways round wait, and none for ever.

    The whole row is locked: nobody adds a row that names one of them before the merge is done.

    Raises:
        SameCompany: one page twice.

    """
    if kept_id == merged_id:
        raise SameCompany
    found = {company.pk: company for company in locked_companies([kept_id, merged_id])}
    return found[kept_id], found[merged_id]


def locked_companies(ids: list[int]) -> list[Company]:
    return list(Company.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _hidden(kept: Company, merged: Company) -> Change:
    columns = {
        "merged_into_id": (None, kept.pk),
        "hidden_at": (merged.hidden_at, merged.hidden_at or timezone.now()),
    }
    return Change("companies.Company", merged.pk, merged.name, Act.CHANGED, columns)
