"""Builds the whole demonstration network: same seed, same network."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import override

from companies.actions.staff import add_member
from companies.models import Member
from companies.roles import Role
from network.accounts.demo import register_account
from network.accounts.models import User
from network.common import outbox
from network.feed.models import Activity, FeedEntry
from network.home.demo.approvals import ask_for_approval
from network.home.demo.companies import CompanyMaker, Line, lines
from network.home.demo.evidence import send_example_paper
from network.home.demo.groups import make_group
from network.home.demo.people import People
from network.home.demo.relations import RelationMaker
from network.notifications.kinds import notification_kinds
from network.notifications.models import MailPreference
from premium.actions.orders import confirm_payment, place_order
from premium.billing import BillingDetails
from premium.models import Pack

STAFFED, BUYER, WITHOUT_PACK = "Sillage", "Maison Verdier", "Octave Référencement"
STAFF = [
    (Role.ADMIN, "Thomas Saulnier"),
    (Role.EDITOR, "Claire Mauduit"),
    (Role.SALES, "Youssef Amrani"),
    (Role.BILLING, "Lise Perrin"),
    (Role.ANALYST, "Paul Lenormand"),
]
DEFAULT_SEED = 1

Tell = Callable[[str], object]


def build(seed: int, tell: Tell) -> dict[str, int]:
    """Fill an empty network; returns how many of each thing there are."""
    chance = random.Random(seed)  # noqa: S311 - an invented network, not a secret
    people = People(chance)
    operator = people.operator()
    with override("fr"):
        members = _companies(CompanyMaker(chance, seed, people, operator), operator, tell)
        staff = _staff(members[STAFFED], people)
        send_example_paper(min(members.values(), key=lambda member: member.company.evidence_level))
        _register_accounts(members, staff, operator)
        ask_for_approval(members[STAFFED], next(member for member in staff if member.role == Role.EDITOR))
        tell("Follows, connections, conversations…")
        _relations(chance, members)
        make_group(members)
    tell("Search index and feeds…")
    _settle()
    return {"companies": len(lines()), "providers_with_pack": sum(bool(line.pack) for line in lines()), "seed": seed}


def _companies(maker: CompanyMaker, operator: User, tell: Tell) -> dict[str, Member]:
    members = {}
    all_lines = lines()
    packs = {pack.slug: pack for pack in Pack.objects.on_sale()}
    for number, line in enumerate(all_lines, 1):
        member = maker.make(line)
        if member is not None:
            _without_mail(member.user)
            members[line.name] = member
            if line.pack:
                _buy(member, packs[line.pack], line, operator)
        if number % 24 == 0:
            tell(f"{number} of {len(all_lines)} companies…")
    return members


def _buy(member: Member, pack: Pack, line: Line, operator: User) -> None:
    """By bank transfer, as everybody: ordered by the owner, confirmed by the operator."""
    place = member.company.places.get()
    billing = BillingDetails(
        legal_name=line.name,
        address=place.address,
        postal_code=place.postal_code or "00000",
        city=line.city,
        country=line.country,
        email=member.user.email,
    )
    order = place_order(acting=member, pack=pack, billing=billing)
    confirm_payment(order=order, operator=operator, received_cents=order.total_cents, received_on=timezone.localdate())


def _staff(owner: Member, people: People) -> list[Member]:
    staff = []
    for role, name in STAFF:
        user = people.person(company=owner.company.name, language="fr", name=name)
        _without_mail(user)
        staff.append(add_member(company=owner.company, user=user, role=role, acting=owner))
    return staff


def _relations(chance: random.Random, members: dict[str, Member]) -> None:
    with_pack = {line.name for line in lines() if line.pack}
    buyers = [member for member in members.values() if member.company.is_on_free_side]
    providers = [member for name, member in members.items() if name in with_pack]
    RelationMaker(chance, buyers, providers).make((members[BUYER], members[STAFFED]))


def _register_accounts(members: dict[str, Member], staff: list[Member], operator: User) -> None:
    """One account per role, for the page of accounts to try."""
    owner, buyer, without_pack = members[STAFFED], members[BUYER], members[WITHOUT_PACK]
    accounts = [
        (buyer.user, f"Owner of a merchant: {buyer.company}", f"Propriétaire d’un marchand : {buyer.company}"),
        (
            without_pack.user,
            f"Owner of a provider without a pack: {without_pack.company}",
            f"Propriétaire d’un prestataire sans pack : {without_pack.company}",
        ),
    ]
    for member in (owner, *staff):
        with override("en"):
            english = f"{Role(member.role).label} of a provider with a pack: {member.company}"
        french = f"{Role(member.role).label} d’un prestataire avec pack : {member.company}"
        accounts.append((member.user, english, french))
    accounts.append((operator, "Operator of the network: the back office", "Opérateur du réseau : le back-office"))
    for order, (user, english, french) in enumerate(accounts):
        register_account(user, (english, french), order=order)


def _without_mail(user: User) -> None:
    """Nobody is mailed while the network is made up; `_settle` gives everybody his mails back."""
    MailPreference.objects.bulk_create(
        [MailPreference(user=user, kind=kind, wanted=False) for kind in notification_kinds.keys()]
    )


def _settle() -> None:
    MailPreference.objects.all().delete()
    while outbox.relay():
        pass
    _spread_over_the_last_days()


def _spread_over_the_last_days() -> None:
    """A network made in a minute would say "a minute ago" everywhere: the latest act is of now, each earlier one half an hour older."""
    now = timezone.now()
    activities = list(Activity.objects.order_by("-at", "-pk"))
    for number, activity in enumerate(activities):
        activity.at = now - number * timedelta(minutes=31)
    Activity.objects.bulk_update(activities, ["at"], batch_size=200)
    FeedEntry.objects.update(at=Activity.objects.filter(pk=OuterRef("activity")).values("at"))
