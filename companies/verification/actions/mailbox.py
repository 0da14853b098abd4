"""Proving the mailbox: a code goes to an address on the company's domain, and comes back within half an hour."""

import secrets
from typing import Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from companies.actions.evidence import ONE_YEAR, record_evidence
from companies.choices import EvidenceLevel
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.verification.choices import (
    CODE_VALID_FOR,
    MOST_TRIES_OF_A_CODE,
    ProofMethod,
    ProofState,
)
from companies.verification.domains import require_mailbox_of, required_domain
from companies.verification.exceptions import CodeNoLongerValid, TooManyCodes, WrongCode
from companies.verification.models import DomainProof, MailboxCode
from network.accounts.languages import address_in
from network.common import live_settings
from network.notifications.actions import send_mail_to

DIGITS: Final = 6
MOST_CODES_A_DAY: Final = live_settings.register(
    live_settings.Limit(
        name="verification.codes_a_day",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Codes that prove a mailbox"),
        help=gettext_lazy("Mails with a code that a company may ask for in a day."),
        default=5,
        most=50,
        unit=gettext_lazy("a day for each company"),
    )
)


@transaction.atomic
def send_mailbox_code(*, acting: Member, email: str) -> MailboxCode:
    """Send a code to a mailbox of the domain; a code sent before no longer works.

    Raises:
        RoleTooSmall, NoWebsite, NotOnTheDomain, MailboxOfAnybody: nothing was sent.
        TooManyCodes: the company had its codes of the day.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    company = Company.objects.select_for_update(no_key=True).get(pk=acting.company_id)
    domain = required_domain(company)
    require_mailbox_of(email, domain)
    today = timezone.localdate()
    known = MailboxCode.objects.filter(company=company).first() or MailboxCode(company=company, sent_on=today)
    if known.sent_on != today:
        known.sent_on, known.sent_count = today, 0
    most = MOST_CODES_A_DAY.now()
    if known.sent_count >= most:
        raise TooManyCodes(most)

    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    known.email, known.domain, known.digest = email.lower(), domain, _digest(company.pk, code)
    known.expires_at, known.tries = timezone.now() + CODE_VALID_FOR, 0
    known.sent_count += 1
    known.save()
    language = acting.user.language
    url = f"{address_in(reverse('verification:mailbox'), language)}?code={code}"
    words = {"company": company.name, "name": acting.user.display_name, "code": code, "domain": domain, "url": url}
    send_mail_to(known.email, language, "verification_code", words)
    return known


def prove_mailbox(*, acting: Member, code: str) -> DomainProof:
    """Give the code back: the mailbox is read by the company.

    Raises:
        RoleTooSmall: the member may not change the identity.
        CodeNoLongerValid: none waits, it is too old, or it was tried too often.
        WrongCode: another code; the try is counted although nothing else is written.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    left = _take_a_try(acting.company_id)
    with transaction.atomic():
        company = Company.objects.select_for_update(no_key=True).get(pk=acting.company_id)
        known = MailboxCode.objects.filter(company=company, digest=_digest(company.pk, code)).first()
        if known is None:
            raise WrongCode(left)
        if known.domain != required_domain(company):
            raise CodeNoLongerValid
        now = timezone.now()
        MailboxCode.objects.filter(pk=known.pk).update(digest="", expires_at=now)
        proof, _created = DomainProof.objects.update_or_create(
            company=company,
            method=ProofMethod.MAILBOX,
            defaults={
                "domain": known.domain,
                "state": ProofState.PROVEN,
                "email": known.email,
                "asked_by": acting.user,
                "last_checked_at": now,
                "next_check_at": now + ONE_YEAR,
            },
        )
        record_evidence(
            company=company,
            level=EvidenceLevel.MAILBOX,
            detail=known.email.rpartition("@")[2],
            next_check_at=proof.next_check_at,
            acting=acting,
        )
        return proof


def _take_a_try(company_id: int) -> int:
    """Count a try before the code is compared, so that hands working at once get no more; how many are left."""
    waiting = MailboxCode.objects.filter(company_id=company_id, expires_at__gt=timezone.now()).exclude(digest="")
    if not waiting.filter(tries__lt=MOST_TRIES_OF_A_CODE).update(tries=F("tries") + 1):
        raise CodeNoLongerValid
    return MOST_TRIES_OF_A_CODE - waiting.values_list("tries", flat=True).get()


def _digest(company_id: int, code: str) -> str:
    return salted_hmac("verification.mailbox", f"{company_id} {code.strip()}", algorithm="sha256").hexdigest()
