"""Founding a company in one form; a page that exists already is offered instead of a second one."""

from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from companies import journal
from companies.actions.staff import add_member
from companies.choices import IdentifierStatus, Origin
from companies.exceptions import FoundingClosed, IdentifierTaken, SameNameExists
from companies.identifiers import ReadIdentifier, read_identifier
from companies.importing.names import without_legal_form
from companies.models import Company, Identifier, Member
from companies.roles import Role
from companies.signals import company_changed, company_founded
from network.accounts.models import User
from network.common import live_settings
from network.common.activity import tell_activity
from network.common.signals import announce

FOUNDED = "company.founded"
FOUNDER = "founder"
LONGEST_SLUG = 100
MOST_CANDIDATES = 500
RESERVED_SLUGS = frozenset({"found", "start"})
FOUNDING_IS_OPEN: Final = live_settings.register(
    live_settings.Flag(
        name="companies.founding_is_open",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Companies can be founded"),
        help=gettext_lazy("While closed, the form says so and leads to the search; pages can still be claimed."),
    )
)


@dataclass(frozen=True)
class Founded:
    """A new company: its first member, and how its number was read (None when none was given)."""

    member: Member
    identifier: ReadIdentifier | None


@transaction.atomic
def found_company(
    *, user: User, name: str, country: str, category: str, number: str = "", is_another_of_the_name: bool = False
) -> Founded:
    """Found a company and make the person its owner.

    A number that holds is unique; one that cannot be checked is kept as declared and refuses nothing.

    Raises:
        FoundingClosed: the operators take no new companies just now.
        IdentifierTaken: the number, or one it contains, belongs to an existing page.
        SameNameExists: pages of that name exist in the country, and the person has not said that his is another one.

    """
    if not FOUNDING_IS_OPEN.now():
        raise FoundingClosed
    identifier = read_identifier(number, country) if number.strip() else None
    _refuse_second_page(identifier)
    same_name = [] if is_another_of_the_name else companies_named(name, country)
    if same_name:
        raise SameNameExists(same_name)

    company = Company.objects.create(
        name=name,
        slug=free_slug(name),
        country=country,
        category=category,
        origin=Origin.FOUNDED,
        claimed_at=timezone.now(),
    )
    _keep_identifiers(company, identifier)
    member = add_member(company=company, user=user, role=Role.OWNER)

    journal.record(company=company, act=FOUNDED, acting=member, subject=name)
    tell_activity(f"founded:{company.pk}", "founded", company_id=company.pk)
    announce(company_founded, company=company, member=member)
    announce(company_changed, company_ids=[company.pk])
    return Founded(member, identifier)


def companies_named(name: str, country: str) -> list[Company]:
    """Visible pages of the country whose name differs at most by case, accents, punctuation and legal form."""
    in_country = Company.objects.visible().filter(country=country)
    candidates = in_country.filter(name__iexact=name) | in_country.filter(trade_name__iexact=name)
    if first_word := slugify(name).partition("-")[0]:
        candidates = candidates | in_country.filter(slug__startswith=first_word)
    wanted = without_legal_form(name)
    return [
        company
        for company in candidates[:MOST_CANDIDATES]
        if wanted in {without_legal_form(company.name), without_legal_form(company.trade_name)}
    ][:5]


def free_slug(name: str) -> str:
    """An address for the page, from its name; a number follows where the address is taken."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-") or "company"
    taken = {*RESERVED_SLUGS, *Company.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def company_with(identifier: ReadIdentifier) -> Company | None:
    """The page that holds the number or one contained in it."""
    for scheme, value in identifier.keys:
        found = Identifier.objects.filter(
            country=identifier.country, scheme=scheme, value=value, status=IdentifierStatus.VALID
        ).select_related("company")
        if taken := found.first():
            return taken.company
    return None


def _refuse_second_page(identifier: ReadIdentifier | None) -> None:
    existing = company_with(identifier) if identifier else None
    if existing is not None:
        raise IdentifierTaken(existing)


def _keep_identifiers(company: Company, identifier: ReadIdentifier | None) -> None:
    if identifier is None:
        return
    if not identifier.is_valid:
        Identifier.objects.create(
            company=company,
            country=identifier.country,
            scheme=identifier.scheme,
            value=identifier.value,
            status=IdentifierStatus.DECLARED,
            source=FOUNDER,
        )
        return
    try:
        with transaction.atomic():
            Identifier.objects.bulk_create(
                Identifier(
                    company=company,
                    country=identifier.country,
                    scheme=scheme,
                    value=value,
                    status=IdentifierStatus.VALID,
                    source=FOUNDER,
                )
                for scheme, value in identifier.proven
            )
    except IntegrityError as error:
        existing = company_with(identifier)
        if existing is None:
            raise
        raise IdentifierTaken(existing) from error
