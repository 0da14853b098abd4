"""Which domain a company proves, and what has to be found there."""

from typing import Final

from django.utils.crypto import salted_hmac

from companies.claim_checks import MAILBOXES_OF_ANYBODY, domain_of_site
from companies.models import Company
from companies.verification.exceptions import MailboxOfAnybody, NotOnTheDomain, NoWebsite

LABEL: Final = "_comptoir"
PREFIX: Final = "comptoir-verification="
PATH: Final = "/.well-known/comptoir.txt"


def domain_of(company: Company) -> str:
    """The domain of the company's website, in the letters of the DNS; empty when it names none."""
    host = domain_of_site(company.website).lower().rstrip(".")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return host if "." in host and not host.replace(".", "").isdigit() else ""


def required_domain(company: Company) -> str:
    """The domain to prove.

    Raises:
        NoWebsite: the page names none.

    """
    domain = domain_of(company)
    if not domain:
        raise NoWebsite
    return domain


def require_mailbox_of(email: str, domain: str) -> None:
    """Refuse an address that is not on the domain, or on one below it.

    Raises:
        NotOnTheDomain: it lies elsewhere.
        MailboxOfAnybody: the site stands at a provider of mailboxes.

    """
    if domain in MAILBOXES_OF_ANYBODY:
        raise MailboxOfAnybody(domain)
    host = email.rpartition("@")[2].lower()
    if host != domain and not host.endswith(f".{domain}"):
        raise NotOnTheDomain(domain)


def token_of(company: Company, domain: str) -> str:
    """What the record or the file must hold: the same whenever it is asked for, another one for each company and domain."""
    return salted_hmac("verification.domain", f"{company.pk} {domain}", algorithm="sha256").hexdigest()[:32]


def line_of(token: str) -> str:
    """The whole line to publish."""
    return f"{PREFIX}{token}"
