"""The home page's living facts: what was confirmed lately, and four figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.choices import Category, EvidenceLevel, NoticeState, RequestState
from companies.duplicates.models import Suspicion
from companies.models import CategoryChange, Claim, Company, PageNotice
from companies.recovery.models import RecoveryRequest
from companies.verification.models import PaperProof
from network.accounts.models import User
from network.feed.models import Activity
from premium.models import Order, Pack
from premium.rights import companies_with_right

CACHE_SECONDS = 60
CACHE_KEY = "home-figures"
SHOWN, CONSIDERED = 4, 24


@dataclass(frozen=True)
class Figures:
    """Counts over visible pages; `proven_percent` is the share of claimed pages beyond "declared"."""

    companies: int
    providers: int
    buyers: int
    proven_percent: int


@dataclass(frozen=True)
class HomeFacts:
    latest: list[Activity]
    figures: Figures
    packs: list[Pack]


def home_facts() -> HomeFacts:
    """What the home page shows beside its text; at most three queries, the figures kept for a minute."""
    figures = cache.get(CACHE_KEY)
    if figures is None:
        figures = count_figures()
        cache.set(CACHE_KEY, figures, CACHE_SECONDS)
    return HomeFacts(
        latest=_of_different_companies(Activity.objects.between_two().newest_first()[:CONSIDERED]),
        figures=figures,
        packs=list(Pack.objects.on_sale()),
    )


def _of_different_companies(activities: Iterable[Activity]) -> list[Activity]:
    """The newest acts, each company once, so that one busy company does not fill the counter."""
    shown: list[Activity] = []
    seen: set[int | None] = set()
    for activity in activities:
        pair = {company_id for company_id in (activity.company_id, activity.other_id) if company_id is not None}
        if len(shown) < SHOWN and not pair & seen:
            shown.append(activity)
            seen |= pair
    return shown


def count_figures() -> Figures:
    """Count the network in one query."""
    claimed = Q(claimed_at__isnull=False)
    counts = Company.objects.visible().aggregate(
        companies=Count("pk"),
        providers=Count("pk", filter=Q(category=Category.PROVIDER) & Q(pk__in=companies_with_right("search_listing"))),
        buyers=Count("pk", filter=claimed & ~Q(category=Category.PROVIDER)),
        claimed=Count("pk", filter=claimed),
        proven=Count("pk", filter=claimed & Q(evidence_level__gt=EvidenceLevel.DECLARED)),
    )
    percent = round(100 * counts["proven"] / counts["claimed"]) if counts["claimed"] else 0
    return Figures(counts["companies"], counts["providers"], counts["buyers"], percent)


@dataclass(frozen=True)
class Waiting:
    """One kind of decision that waits for an operator, and the list where it is taken."""

    label: str | Promise
    count: int
    url: str


def waiting_for_operator(user: User) -> list[Waiting]:
    """Only what the person may decide; one count each."""
    kinds = [
        ("companies.view_claim", _("Claims"), Claim.objects.filter(state=RequestState.PENDING), "claim:index"),
        (
            "companies.view_categorychange",
            _("Changes of category"),
            CategoryChange.objects.filter(state=RequestState.PENDING),
            "categorychange:index",
        ),
        (
            "companies.view_pagenotice",
            _("Requests about pages"),
            PageNotice.objects.filter(state=NoticeState.OPEN),
            "pagenotice:index",
        ),
        (
            "companies.change_company",
            _("Categories to confirm, of companies with staff"),
            Company.objects.with_category_to_confirm().exclude(claimed_at=None),
            "category_to_confirm:index",
        ),
        (
            "verification.view_paperproof",
            _("Papers to check"),
            PaperProof.objects.filter(state=RequestState.PENDING),
            "paperproof:index",
        ),
        (
            "recovery.view_recoveryrequest",
            _("Recoveries, objections over"),
            RecoveryRequest.objects.open().filter(cooling_until__lte=timezone.now()),
            "recoveryrequest:index",
        ),
        ("duplicates.view_suspicion", _("Possible duplicates"), Suspicion.objects.to_judge(), "suspicion:index"),
        ("premium.view_order", _("Payments to confirm"), Order.objects.waiting(), "order_to_confirm:index"),
    ]
    return [
        Waiting(label, found.count(), reverse(url))
        for permission, label, found, url in kinds
        if user.has_perm(permission)
    ]
