"""The category decides who pays: it is declared or guessed, then confirmed by an operator."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from companies import journal
from companies.choices import Category, RequestState
from companies.exceptions import AlreadyAsked, AlreadyDecided, SameCategory
from companies.models import CategoryChange, Company, Member
from companies.operators import CHANGE_COMPANIES, DECIDE_CATEGORIES, OPERATOR_NAME, require_operator
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from companies.signals import category_changed, company_changed
from network.accounts.models import User
from network.common.signals import announce
from network.notifications.actions import notify

CONFIRMED = "category.confirmed"
CHANGE_ASKED = "category.change_asked"
CHANGE_REFUSED = "category.change_refused"


@transaction.atomic
def confirm_category(*, operator: User, company: Company, category: str) -> Company:
    """Settle a company's category; a waiting request for a change is answered by it.

    Another category than before is sent as `category_changed` before the commit: a receiver that fails undoes it.

    Raises:
        NotAnOperator: the person may not settle categories.

    """
    require_operator(operator, CHANGE_COMPANIES)
    company = Company.objects.select_for_update().get(pk=company.pk)
    former = company.category
    company.category = category
    company.category_confirmed_at = timezone.now()
    company.save(update_fields=["category", "category_confirmed_at", "updated_at"])
    for change in company.category_changes.filter(state=RequestState.PENDING):
        state = RequestState.APPROVED if change.category == category else RequestState.REFUSED
        _decide(change, operator, state)

    journal.record(company=company, act=CONFIRMED, system=OPERATOR_NAME, subject=category)
    if former != category:
        _tell(company, CONFIRMED)
        category_changed.send(sender=None, company=company, former=former)
    announce(company_changed, company_ids=[company.pk])
    return company


@asks
@transaction.atomic
def ask_category_change(*, acting: Member, category: str, reason: str, approval: int | None = None) -> CategoryChange:
    """Ask the operator for another category; the present one holds until he decides.

    Raises:
        RoleTooSmall: the member may not change the legal identity.
        SameCategory: the company has this category already.
        AlreadyAsked: a request is waiting.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    change = planned_change(company=acting.company, category=category)
    change.asked_by, change.reason = acting.user, reason
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise AlreadyAsked from error
    # Undone with the transaction when a colleague has to approve first.
    pass_gate(acting, Act(CHANGE_ASKED, "", category, {"category": category, "reason": reason}), approval)
    journal.record(company=acting.company, act=CHANGE_ASKED, acting=acting, subject=category)
    return change


def planned_change(*, company: Company, category: str) -> CategoryChange:
    """A change that nobody has asked for yet; nothing is written.

    Raises:
        SameCategory: the company has this category already.

    """
    if company.category == category:
        raise SameCategory
    return CategoryChange(company=company, category=category)


@transaction.atomic
def refuse_category_change(*, operator: User, change: CategoryChange, reason: str) -> CategoryChange:
    """Keep the present category and tell the company why.

    Raises:
        NotAnOperator: the person may not decide changes of category.
        AlreadyDecided: the request is no longer waiting.

    """
    require_operator(operator, DECIDE_CATEGORIES)
    change = CategoryChange.objects.select_for_update(of=("self",)).select_related("company").get(pk=change.pk)
    if change.state != RequestState.PENDING:
        raise AlreadyDecided
    _decide(change, operator, RequestState.REFUSED)
    journal.record(company=change.company, act=CHANGE_REFUSED, system=OPERATOR_NAME, subject=change.category)
    _tell(change.company, CHANGE_REFUSED, reason)
    return change


def _decide(change: CategoryChange, operator: User, state: str) -> None:
    change.state, change.decided_by, change.decided_at = state, operator, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])


def _tell(company: Company, kind: str, reason: str = "") -> None:
    readers = Member.objects.allowed(CompanyPermission.MANAGE_IDENTITY).filter(company=company).select_related("user")
    notify(
        [member.user for member in readers],
        kind,
        arguments={"company": company.name, "category": Category(company.category).value, "reason": reason},
        url=reverse("companies:category"),
        company_id=company.pk,
    )
