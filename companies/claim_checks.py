"""What a machine can check of a claim: the mailbox against the website, the typed number against the page's."""

from urllib.parse import urlsplit

from allauth.account.models import EmailAddress

from companies.choices import IdentifierStatus
from companies.identifiers import read_identifier
from companies.models import Company
from network.accounts.models import User

MAILBOXES_OF_ANYBODY = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "yahoo.fr", "icloud.com"}
    | {"orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "gmx.de", "gmx.net", "web.de", "t-online.de"}
    | {"libero.it", "proton.me", "protonmail.com", "aol.com", "telefonica.net", "ziggo.nl", "kpnmail.nl"}
)


def domain_of_site(website: str) -> str:
    """The host of a website without "www."; empty when there is none."""
    return (urlsplit(website).hostname or "").removeprefix("www.")


def mailbox_is_of_site(email: str, website: str) -> bool:
    """Whether the mailbox lies on the website's domain, or on one below or above it that is not a public mail host."""
    mailbox, site = email.rpartition("@")[2].lower(), domain_of_site(website).lower()
    if not site or "." not in mailbox or mailbox in MAILBOXES_OF_ANYBODY:
        return False
    return mailbox == site or mailbox.endswith(f".{site}") or (mailbox.count(".") > 0 and site.endswith(f".{mailbox}"))


def has_verified_mailbox(user: User) -> bool:
    """Whether the person has proven that he reads the mailbox he signs in with."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def number_is_of_company(number: str, company: Company) -> bool:
    """Whether the typed number, or one it contains, is a number of the page."""
    typed = read_identifier(number, str(company.country))
    keys = set(typed.keys)
    for identifier in company.identifiers.all():
        if identifier.status == IdentifierStatus.VALID and (identifier.scheme, identifier.value) in keys:
            return True
        if _bare(identifier.value) == _bare(number):
            return True
    return False


def _bare(number: str) -> str:
    return "".join(character for character in number.casefold() if character.isalnum())
