"""Asking the whole staff for a second factor: announced by mail, in force from a day, called off at any time."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies import journal
from companies.actions.staff import lock_staff
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from companies.staffing.exceptions import NoSecondFactorOfOnesOwn
from network.accounts.second_factor import FACTORS, has_second_factor
from network.common.outbox import publish
from network.notifications.actions import notify

RULE = "staff.second_factor_rule"
ASKED = "staff.second_factor_asked"
CALLED_OFF = "staff.second_factor_called_off"
SOON = "staff.second_factor_soon"
STEP: Final = "staffing.second_factor"
DAYS_OF_NOTICE: Final = (3, 7, 14, 30)
REMINDED_BEFORE: Final = timedelta(days=1)


@asks
@transaction.atomic
def set_second_factor_rule(*, acting: Member, days: int | None, approval: int | None = None) -> datetime | None:
    """Ask the staff for a second factor `days` (one of `DAYS_OF_NOTICE`) from now, or no longer (None); from when, if asked.

    Raises:
        RoleTooSmall: the acting role may not decide about the staff.
        NoSecondFactorOfOnesOwn: whoever asks it of others would shut himself out.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    lock_staff(acting.company_id)
    company = Company.objects.get(pk=acting.company_id)
    require(acting, CompanyPermission.MANAGE_STAFF)
    if days is not None and not has_second_factor(acting.user):
        raise NoSecondFactorOfOnesOwn
    if days is None and company.second_factor_from is None:
        return None
    pass_gate(acting, Act(RULE, subject="", name="" if days is None else "asked", payload={"days": days}), approval)
    company.second_factor_from = None if days is None else timezone.now() + timedelta(days=days)
    company.save(update_fields=["second_factor_from"])
    since = company.second_factor_from
    journal.record(
        company=company,
        act=ASKED if since else CALLED_OFF,
        acting=acting,
        details={"from": since.isoformat()} if since else {},
    )
    if since is not None:
        _tell(company, ASKED)
        for step, moment in (("remind", since - REMINDED_BEFORE), ("begin", since)):
            publish(STEP, company.pk, {"step": step, "from": since.isoformat()}, run_at=moment)
    return since


def take_step(*, company_id: int, step: str, since: str) -> list[int]:
    """Remind those who have none a day before, or begin; users whose sockets have to ask again. Nothing when the rule changed since."""
    company = Company.objects.get(pk=company_id)
    if company.second_factor_from is None or company.second_factor_from.isoformat() != since:
        return []
    if step == "remind":
        _tell(company, SOON)
        return []
    return [member.user_id for member in without_second_factor(company)]


def without_second_factor(company: Company) -> list[Member]:
    """Colleagues who could not act for the company any more, by name; one query."""
    members = Member.objects.active().filter(company=company).select_related("user")
    return list(members.exclude(user__authenticator__type__in=FACTORS).order_by("user__name", "pk"))


def _tell(company: Company, kind: str) -> None:
    assert company.second_factor_from is not None  # noqa: S101 - asked of a company with the rule only
    notify(
        [member.user for member in without_second_factor(company)],
        kind,
        arguments={"company": company.name, "day": company.second_factor_from.date().isoformat()},
        url=reverse("mfa_index"),
    )
