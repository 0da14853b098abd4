"""Close a company: an owner asks, days of grace, then the page is erased; what must be kept stays."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from companies import journal
from companies.closing.choices import DAYS_OF_GRACE, GRACE
from companies.closing.erasing import erase_company
from companies.closing.exceptions import ClosingAlready, NotClosing, OnlyOwners
from companies.closing.models import Closing
from companies.models import Company, Member
from companies.operators import OPERATOR_NAME
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from network.accounts.models import User
from network.common.erasing import Erased
from network.common.outbox import publish
from network.common.registries import Registry
from network.notifications.actions import notify
from network.takeout.actions import ask_takeout
from network.takeout.models import Takeout

ASKED: Final = "closing.asked"
CALLED_OFF: Final = "closing.called_off"
DONE: Final = "closing.done"
TAKEN: Final = "closing.taken"
DUE: Final = "closing.due"

conditions: Registry[Callable[[Company], None]] = Registry("conditions of closing")
"""Called before a closing is asked for and before it is done; raises a `Refusal` while something has to be settled first."""

endings: Registry[Callable[[Company], None]] = Registry("what ends with a company")
"""Called inside the transaction that closes a company, before anything is erased."""


@transaction.atomic
def take_everything(*, acting: Member) -> Takeout:
    """Ask for the file with everything of the company.

    Raises:
        OnlyOwners: the member is none.
        TookAlready: somebody asked less than a day ago.

    """
    require_owner(acting)
    asked = ask_takeout(user=acting.user, company_id=acting.company_id)
    journal.record(company=acting.company, act=TAKEN, acting=acting)
    return asked


@asks
@transaction.atomic
def ask_closing(*, acting: Member, reason: str = "", approval: int | None = None) -> Closing:
    """Close the company after the days of grace; every member is told at once.

    Raises:
        OnlyOwners: the member is none.
        ClosingAlready: somebody asked before.
        Refusal: something has to be settled first (`conditions`).
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    require_owner(acting)
    company = Company.objects.select_for_update().get(pk=acting.company_id)
    if waiting_for(company) is not None:
        raise ClosingAlready
    for condition in conditions:
        condition(company)
    pass_gate(acting, Act(ASKED, subject="", name=company.name[:200], payload={"reason": reason}), approval)
    closing = Closing.objects.create(
        company=company, asked_by=acting.user, reason=reason, due_at=timezone.now() + GRACE
    )
    publish(DUE, closing.pk, run_at=closing.due_at)
    journal.record(company=company, act=ASKED, acting=acting, details={"days": DAYS_OF_GRACE})
    _tell(company, ASKED, name=acting.user.display_name, due_at=closing.due_at)
    return closing


@transaction.atomic
def call_off(*, acting: Member) -> None:
    """Keep the company after all.

    Raises:
        OnlyOwners: the member is none.
        NotClosing: nobody wants it closed, or it was called off before.

    """
    require_owner(acting)
    company = Company.objects.select_for_update().get(pk=acting.company_id)
    closing = waiting_for(company)
    if closing is None:
        raise NotClosing
    closing.called_off_at = timezone.now()
    closing.save(update_fields=["called_off_at"])
    journal.record(company=company, act=CALLED_OFF, acting=acting)
    _tell(company, CALLED_OFF, name=acting.user.display_name)


@transaction.atomic
def close_due(*, closing_id: int) -> Erased | None:
    """Close and erase when the day has come; None when it was called off or is done. Safe to run twice.

    Raises:
        Refusal: something came meanwhile that has to be settled first; the outbox tries again.

    """
    closing = Closing.objects.filter(pk=closing_id).first()
    if closing is None:
        return None
    company = Company.objects.select_for_update().get(pk=closing.company_id)
    closing = Closing.objects.filter(pk=closing_id, called_off_at=None, due_at__lte=timezone.now()).first()
    if closing is None:
        return None
    for condition in conditions:
        condition(company)
    staff = _staff(company)
    for ending in endings:
        ending(company)
    journal.record(company=company, act=DONE, system=OPERATOR_NAME)
    erased = erase_company(company)
    notify(staff, DONE, arguments={}, url=reverse("takeout:mine"))
    return erased


def waiting_for(company: Company) -> Closing | None:
    """The closing that is to come, if any."""
    return Closing.objects.filter(company=company, called_off_at=None).first()


def require_owner(acting: Member) -> None:
    """Refuse whoever is no owner.

    Raises:
        OnlyOwners: the member is none.

    """
    if not may(acting, CompanyPermission.APPOINT_OWNER):
        raise OnlyOwners


def _staff(company: Company) -> list[User]:
    return [member.user for member in Member.objects.active().filter(company=company).select_related("user")]


def _tell(company: Company, news: str, *, name: str, due_at: datetime | None = None) -> None:
    arguments = {"name": name, "company": company.name, "days": DAYS_OF_GRACE}
    if due_at is not None:
        arguments["day"] = date_format(timezone.localtime(due_at), "SHORT_DATE_FORMAT")
    notify(_staff(company), news, arguments=arguments, url=reverse("closing:page"), company_id=company.pk)
