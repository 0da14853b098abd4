"""The data of the pages of packs, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from companies.models import Company, CustomRole, Member
from companies.permissions import may
from companies.roles import CompanyPermission, Role, roles_allowing
from network.common.signs import money
from premium.changes import is_time_to_renew
from premium.choices import CURRENCY, SubscriptionState, Window
from premium.dunning import lapses_at
from premium.failures import advice_for, sentence_of
from premium.features import FEATURES_OF_PROVIDERS, Feature, features
from premium.models import CategoryGrace, Order, Pack, StandingGrant, Subscription
from premium.models.catalogue import Allowance
from premium.rights import Use, current_subscription, use_of
from premium.windows import last_day

Text = str | Promise


@dataclass(frozen=True)
class CatalogueRow:
    """One feature, with a cell for each column: "yes", "" or words."""

    label: Text
    cells: list[Text]
    is_asked: bool = False


@dataclass(frozen=True)
class Column:
    """One pack as the table and the phone list show it."""

    name: Text
    price: int
    currency: str
    note: str
    url: str = ""
    label: str = ""
    reason: str = ""
    is_fit: bool = False
    is_current: bool = False
    rows: list[tuple[Text, Text]] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    """The page of packs for one reader."""

    columns: list[Column]
    phone_columns: list[Column]
    rows: list[CatalogueRow]
    need: Feature | None
    held: Subscription | None
    waiting: Order | None
    currency: str


@dataclass(frozen=True)
class OwnPack:
    """What a company holds and has ordered."""

    subscription: Subscription | None
    following: Subscription | None
    uses: list[Use]
    orders: list[Order]
    last_day: datetime | None
    deputy_id: int | None = None
    smaller: list[Pack] = field(default_factory=list)
    grace: CategoryGrace | None = None

    @property
    def failing(self) -> Subscription | None:
        """The pack whose payment has failed."""
        years = (self.subscription, self.following)
        return next((year for year in years if year and year.state == SubscriptionState.PAST_DUE), None)

    @property
    def lapses_at(self) -> datetime | None:
        """When an unpaid pack ends."""
        return lapses_at(self.failing) if self.failing else None

    @property
    def failure(self) -> Text:
        """Why the payment failed and what to do, in words."""
        return f"{sentence_of(self.failing.failure)} {advice_for(self.failing.failure)}" if self.failing else ""

    @property
    def can_change(self) -> bool:
        """Whether the year after can be chosen now."""
        is_active = self.subscription is not None and self.subscription.state == SubscriptionState.ACTIVE
        return is_active and not self.ends_with_grace

    @property
    def renews_by_itself(self) -> bool:
        """Whether Stripe charges the year after: as the present one, and in its currency."""
        year = self.subscription
        if year is None or year.order.is_by_transfer:
            return False
        return year.following_pack.currency == year.order.currency

    @property
    def ends_with_grace(self) -> bool:
        """Whether the company is no provider any more, and its pack ends with the grace."""
        return self.grace is not None and self.grace.unlisted_at is not None

    @property
    def proposed(self) -> Subscription | None:
        """The next year, prepared and not paid yet."""
        following = self.following
        return following if following and following.order.is_waiting else None

    @property
    def waiting(self) -> Order | None:
        """The order that waits for its transfer."""
        return next((order for order in self.orders if order.is_waiting), None)

    @property
    def counted(self) -> list[Use]:
        return [use for use in self.uses if use.feature.is_counted and use.limit is not None]


def catalogue(company: Company | None, need: str = "") -> Catalogue:
    """Packs on sale with the registered features; the smallest one that gives `need` is the fit."""
    packs = list(Pack.objects.on_sale().prefetch_related("features"))
    held = current_subscription(company) if company else None
    waiting = Order.objects.unsettled().filter(company=company, continues=None).first() if company else None
    asked = features.get(need)
    fit = _smallest_sufficient(packs, asked, held)
    free = list(StandingGrant.objects.filter(category="provider"))
    shown = [[cell(feature, free), *(cell(feature, pack.features.all()) for pack in packs)] for feature in features]
    rows = [
        CatalogueRow(feature.label, cells, is_asked=feature is asked)
        for feature, cells in zip(features, shown, strict=True)
    ] + [CatalogueRow(label, ["yes"] * (len(packs) + 1)) for label in _always_free()]
    offered = company is None or company.is_provider
    currency = packs[0].currency if packs else CURRENCY
    columns = [_free_column(company, held, rows, currency)] + [
        _column(
            pack, position, rows, held=held, is_offered=offered and not waiting, need=asked if pack is fit else None
        )
        for position, pack in enumerate(packs, 1)
    ]
    in_order = sorted(columns[1:], key=lambda column: not column.is_fit) + columns[:1]
    phone = [replace(column, note=column.note.replace("\n", ", ")) for column in in_order]
    return Catalogue(columns, phone, rows, asked, held, waiting, currency)


def _always_free() -> list[str]:
    return [_("Follow, receive and answer messages"), _("Identity evidence, all five levels")]


def cell(feature: Feature, allowances: Iterable[Allowance]) -> Text:
    """How much of a feature is held: "yes", "", or words such as "12 / year"."""
    row = next((row for row in allowances if row.feature == feature.key), None)
    if row is None:
        return feature.excluded
    if row.limit is None:
        return _("No limit") if feature.is_counted else feature.included or "yes"
    if row.window == Window.MONTH:
        return _("%(limit)s / month") % {"limit": row.limit}
    if row.window == Window.YEAR:
        return _("%(limit)s / year") % {"limit": row.limit}
    return str(row.limit)


def _smallest_sufficient(packs: list[Pack], need: Feature | None, held: Subscription | None) -> Pack | None:
    """The first pack that gives the need, and more than the pack held already gives."""
    above = held.pack.rank if held else 0
    if need is None:
        return None
    return next(
        (pack for pack in packs if pack.rank > above and any(row.feature == need.key for row in pack.features.all())),
        None,
    )


def _free_column(company: Company | None, held: Subscription | None, rows: list[CatalogueRow], currency: str) -> Column:
    return Column(
        _("Free"),
        0,
        currency,
        _("no time limit\nno card asked"),
        is_current=company is not None and company.is_provider and held is None,
        rows=_phone_rows(rows, 0),
    )


def _column(
    pack: Pack,
    position: int,
    rows: list[CatalogueRow],
    *,
    held: Subscription | None,
    is_offered: bool,
    need: Feature | None,
) -> Column:
    label = _choice(pack, held) if is_offered else ""
    return Column(
        name=pack.name,
        price=pack.price_cents,
        currency=pack.currency,
        note=_("a year before VAT\n%(amount)s a month")
        % {"amount": money(round(pack.price_cents / 12), pack.currency)},
        url=reverse("premium:order", args=[pack.slug]) if label else "",
        label=label,
        reason=_("The smallest pack that answers your need: %(need)s.") % {"need": need.label} if need else "",
        is_fit=need is not None,
        is_current=held is not None and held.pack_id == pack.pk and not label,
        rows=_phone_rows(rows, position),
    )


def _choice(pack: Pack, held: Subscription | None) -> str:
    """The verb on the pack's button; none where it cannot be bought today."""
    if held is None:
        return _("Choose %(pack)s") % {"pack": pack.name}
    if pack.rank > held.pack.rank:
        return _("Move up to %(pack)s") % {"pack": pack.name}
    if is_time_to_renew(held, timezone.now()):
        return _("Take %(pack)s for next year") % {"pack": pack.name}
    return ""


def _phone_rows(rows: list[CatalogueRow], position: int) -> list[tuple[Text, Text]]:
    """What a column includes, without the dashes."""
    return [
        (row.label, _("Included") if row.cells[position] == "yes" else row.cells[position])
        for row in rows
        if row.cells[position]
    ]


def own_pack(member: Member) -> OwnPack:
    """The pack, its use to date, and the orders for who may see them."""
    company, now = member.company, timezone.now()
    bought = list(Subscription.objects.of(company).select_related("next_pack").reaching(now))
    running = next((subscription for subscription in bought if subscription.starts_at <= now), None)
    following = next((subscription for subscription in bought if subscription is not running), None)
    sees_orders = may(member, CompanyPermission.BUY)
    orders = list(Order.objects.visible_to(member).select_related("pack")[:50]) if sees_orders else []
    deputy_id, grace = _deputy_and_grace(company, now)
    ends_at = running.ends_at if running else None
    if ends_at and grace and grace.unlisted_at:
        ends_at = min(ends_at, grace.ends_at)
    return OwnPack(
        running,
        following,
        _shown(use_of(company), company),
        orders,
        last_day(ends_at) if ends_at else None,
        deputy_id,
        list(Pack.objects.on_sale().filter(rank__lt=running.pack.rank)) if running and sees_orders else [],
        grace,
    )


def _shown(uses: list[Use], company: Company) -> list[Use]:
    """A right that is not counted once, though held by the pack and for nothing; no right that says nothing for a buyer."""
    rights = {(use.feature.key, use.subscription_id if use.feature.is_counted else None): use for use in uses}
    return [use for use in rights.values() if company.is_provider or use.feature.key not in FEATURES_OF_PROVIDERS]


def _deputy_and_grace(company: Company, now: datetime) -> tuple[int | None, CategoryGrace | None]:
    """One query, and a second one while a grace runs."""
    graces = CategoryGrace.objects.holding(now).filter(company=OuterRef("pk"))
    known = Company.objects.filter(pk=company.pk).values_list("billing_deputy__member_id", Exists(graces))
    deputy_id, has_grace = known.get()
    return deputy_id, CategoryGrace.objects.holding(now).filter(company=company).first() if has_grace else None


def buying_roles(company: Company) -> str:
    """The roles that may buy, in words, the company's own last."""
    own = CustomRole.objects.allowing(CompanyPermission.BUY).filter(company=company).order_by("pk")
    built_in = [str(Role(role).label) for role in roles_allowing(CompanyPermission.BUY)]
    return ", ".join([*built_in, *own.values_list("name", flat=True)])


def buyers_of(company: Company) -> list[Member]:
    """Colleagues who may buy, in order of their roles' power."""
    allowed = Member.objects.allowed(CompanyPermission.BUY).filter(company=company)
    order = [*roles_allowing(CompanyPermission.BUY), ""]  # roles of the company's own come last
    members = allowed.with_rights().select_related("user")
    return sorted(members, key=lambda member: (order.index(member.role), member.user.display_name))
