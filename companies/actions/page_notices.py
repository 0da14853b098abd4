"""Requests about a page from people without an account, and hiding a page on request."""

from django.db import transaction
from django.utils import timezone

from companies import journal
from companies.choices import NoticeState
from companies.exceptions import AlreadyAsked, AlreadyDecided, MergedAway
from companies.models import Company, PageNotice
from companies.operators import ANSWER_NOTICES, CHANGE_COMPANIES, OPERATOR_NAME, require_operator
from companies.signals import company_changed
from network.accounts.languages import address_in
from network.accounts.models import User
from network.common.signals import announce
from network.notifications.actions import send_mail_to

HIDDEN = "company.hidden"
SHOWN = "company.shown"
MOST_OPEN_NOTICES_PER_ADDRESS = 5


@transaction.atomic
def write_page_notice(*, company: Company, kind: str, email: str, message: str, language: str) -> PageNotice:
    """Ask the operator to correct or remove a page; no account is needed.

    Raises:
        AlreadyAsked: the address has asked for the same already, or for too much at once.

    """
    waiting = PageNotice.objects.filter(email__iexact=email, state=NoticeState.OPEN)
    is_too_much = waiting.count() >= MOST_OPEN_NOTICES_PER_ADDRESS
    if is_too_much or waiting.filter(company=company, kind=kind).exists():
        raise AlreadyAsked
    return PageNotice.objects.create(company=company, kind=kind, email=email, message=message, language=language)


@transaction.atomic
def answer_page_notice(*, operator: User, notice: PageNotice, is_done: bool, answer: str) -> PageNotice:
    """Close a request and write to whoever sent it.

    Raises:
        NotAnOperator: the person may not answer requests.
        AlreadyDecided: the request is closed.

    """
    require_operator(operator, ANSWER_NOTICES)
    notice = PageNotice.objects.select_for_update(of=("self",)).select_related("company").get(pk=notice.pk)
    if notice.state != NoticeState.OPEN:
        raise AlreadyDecided
    notice.state = NoticeState.DONE if is_done else NoticeState.DECLINED
    notice.answer, notice.decided_by, notice.decided_at = answer, operator, timezone.now()
    notice.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    send_mail_to(
        notice.email,
        notice.language,
        "page_notice_answered",
        {
            "company": notice.company.name,
            "is_done": is_done,
            "answer": answer,
            "url": address_in(
                "/fr/" if notice.company.hidden_at else notice.company.get_absolute_url(), notice.language
            ),
        },
    )
    return notice


@transaction.atomic
def hide_company(*, operator: User, company: Company) -> Company:
    """Take a page out of the network on request.

    Raises:
        NotAnOperator: the person may not change companies.

    """
    return _set_hidden(operator, company, act=HIDDEN, is_hidden=True)


@transaction.atomic
def show_company(*, operator: User, company: Company) -> Company:
    """Show a hidden page again.

    Raises:
        NotAnOperator: the person may not change companies.
        MergedAway: another page stands for it.

    """
    return _set_hidden(operator, company, act=SHOWN, is_hidden=False)


def _set_hidden(operator: User, company: Company, *, act: str, is_hidden: bool) -> Company:
    require_operator(operator, CHANGE_COMPANIES)
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if company.merged_into is not None:
        raise MergedAway(company.merged_into)
    company.hidden_at = timezone.now() if is_hidden else None
    company.save(update_fields=["hidden_at", "updated_at"])
    journal.record(company=company, act=act, system=OPERATOR_NAME)
    announce(company_changed, company_ids=[company.pk])
    return company
