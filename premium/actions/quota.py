"""The quota ledger: reserve a unit, then commit it when its use is proven or release it when the use has failed."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from companies.models import Company
from premium.choices import QuotaState
from premium.exceptions import QuotaKeyError
from premium.models import Grant, QuotaEntry
from premium.rights import Use, refusal_for, refusal_of_used_up, use_of


@transaction.atomic
def reserve(
    company: Company, feature: str, key: str, units: int = 1, *, why: str = "", is_selling: bool = False
) -> QuotaEntry:
    """Take units of a right for one use; a key reserved before returns its entry unchanged and takes nothing.

    Call it inside the action that needs the unit, so that both are written or neither. `is_selling` as for
    `rights.companies_with_right`.

    Raises:
        NeedsPack, NotForThisCategory: the company does not hold the right.
        UnitsUsedUp: it does, and too few units are left in the present window.

    """
    if known := QuotaEntry.objects.filter(key=key).select_related("grant").first():
        return _same_use(known, company, feature)
    uses = use_of(company, feature, is_selling=is_selling)
    if not uses:
        raise refusal_for(company, feature, why=why)
    for grant in _windows(company, feature, uses):
        if entry := _take(grant, key, units):
            return _same_use(entry, company, feature)
    raise refusal_of_used_up(company, max(uses, key=lambda use: use.limit or 0), why=why)


def commit(key: str) -> QuotaEntry:
    """Say that a reserved unit was used; a second time, or after a release, nothing changes."""
    return _settle(key, QuotaState.COMMITTED)


@transaction.atomic
def release(key: str, reason: str) -> QuotaEntry:
    """Give a reserved unit back; a second time, or after a commit, nothing changes."""
    return _settle(key, QuotaState.RELEASED, reason)


def _windows(company: Company, feature: str, uses: Sequence[Use]) -> list[Grant]:
    """The rows that count the windows of rights held now, made when first needed; the one that ends first is used first.

    A row outlives its right: of a category that was left, or of a limit that was counted otherwise before.
    """
    now = timezone.now()
    held = (
        Grant.objects.filter(company=company, feature=feature).open_at(now).order_by(F("ends_at").asc(nulls_last=True))
    )
    grants = list(held.all())
    known = {(grant.subscription_id, grant.starts_at) for grant in grants}
    missing = [use for use in uses if (use.subscription_id, use.starts_at) not in known]
    if missing:
        open_windows(company, missing)
        grants = list(held.all())
    held_now = {(use.subscription_id, use.starts_at) for use in uses}
    return [grant for grant in grants if (grant.subscription_id, grant.starts_at) in held_now]


def open_windows(company: Company, uses: Sequence[Use]) -> None:
    """Write the rows that count present windows; one another request has just written is left as it is."""
    Grant.objects.bulk_create(
        [
            Grant(
                company=company,
                feature=use.feature.key,
                subscription_id=use.subscription_id,
                starts_at=use.starts_at,
                ends_at=use.ends_at,
                limit=use.limit,
                carried=use.carried,
            )
            for use in uses
        ],
        ignore_conflicts=True,
    )


def _take(grant: Grant, key: str, units: int) -> QuotaEntry | None:
    """Count the units and write the entry, both or neither; None when too few are left."""
    try:
        with transaction.atomic():
            taken = Grant.objects.filter(pk=grant.pk).with_room_for(units).update(used=F("used") + units)
            return QuotaEntry.objects.create(grant=grant, key=key, units=units) if taken else None
    except IntegrityError:
        return QuotaEntry.objects.select_related("grant").get(key=key)


def _same_use(entry: QuotaEntry, company: Company, feature: str) -> QuotaEntry:
    if (entry.grant.company_id, entry.grant.feature) != (company.pk, feature):
        raise QuotaKeyError(entry.key)
    return entry


def _settle(key: str, state: QuotaState, reason: str = "") -> QuotaEntry:
    """Leave RESERVED once: the UPDATE's condition lets exactly one of several callers through."""
    settled = QuotaEntry.objects.filter(key=key, state=QuotaState.RESERVED).update(
        state=state, reason=reason[:200], settled_at=timezone.now()
    )
    entry = QuotaEntry.objects.select_related("grant").get(key=key)
    if settled and state == QuotaState.RELEASED:
        Grant.objects.filter(pk=entry.grant_id).update(used=F("used") - entry.units)
    return entry
