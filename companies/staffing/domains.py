"""Who reads a mailbox on a company's domain: that of its website, never one of a public mail host."""

from allauth.account.models import EmailAddress

from companies.claim_checks import MAILBOXES_OF_ANYBODY, domain_of_site, mailbox_is_of_site
from companies.models import Company, Member
from network.accounts.models import User

MOST_OFFERS = 5
MOST_CANDIDATES = 50


def verified_addresses(user: User) -> list[str]:
    """Addresses the person has proven to read, the main one first."""
    found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    return [address.email.lower() for address in found]


def address_on_domain(user: User, company: Company) -> str:
    """A proven address on the company's domain, or nothing."""
    if not domain_of_site(company.website):
        return ""
    addresses = verified_addresses(user)
    return next((address for address in addresses if mailbox_is_of_site(address, company.website)), "")


def companies_of_colleagues(user: User) -> list[Company]:
    """Companies with a staff whose domain is that of one of the person's proven addresses, and to which he does not belong."""
    domains = {address.rpartition("@")[2] for address in verified_addresses(user)} - MAILBOXES_OF_ANYBODY
    found: dict[int, Company] = {}
    for domain in sorted(domains):
        candidates = Company.objects.visible().filter(claimed_at__isnull=False, website__icontains=domain)
        mine = Member.objects.active().filter(user=user).values("company")
        for company in candidates.exclude(pk__in=mine).order_by("name")[:MOST_CANDIDATES]:
            if mailbox_is_of_site(f"me@{domain}", company.website):
                found[company.pk] = company
    return list(found.values())[:MOST_OFFERS]
