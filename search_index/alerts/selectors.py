"""The page of kept searches, and how a search reads before it is named."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Member
from search_index.alerts import criteria
from search_index.alerts.models import Alert, SavedSearch
from search_index.backends.base import SearchQuery
from search_index.facets import Taxonomy, chosen_filters, city_names
from search_index.wording import around

MOST_SHOWN = 6


@dataclass(frozen=True)
class News:
    """A company that newly answered, and why."""

    alert: Alert
    reason: str


@dataclass(frozen=True)
class KeptSearch:
    search: SavedSearch
    url: str
    news: tuple[News, ...]


def kept_searches(member: Member) -> list[KeptSearch]:
    """The member's searches with their latest news."""
    latest = Alert.objects.select_related("company").filter(company__hidden_at__isnull=True)
    found = SavedSearch.objects.visible_to(member).prefetch_related(Prefetch("alerts", latest, to_attr="latest"))
    taxonomy = Taxonomy.load() if found else Taxonomy({}, {})
    home = reverse("search_index:search")
    return [
        KeptSearch(
            search,
            f"{home}?{search.address}",
            tuple(
                News(alert, criteria.in_words(alert.criteria, taxonomy, city_names(alert.criteria)))
                for alert in search.latest[:MOST_SHOWN]
            ),
        )
        for search in found
    ]


def proposed_name(query: SearchQuery, taxonomy: Taxonomy) -> str:
    """A name for a search: its words, its place, its filters."""
    chosen = [chosen.label for chosen in chosen_filters(query, taxonomy, {})]
    place = query.where if not (query.near and query.near.radius_km) else around(query.near)
    parts = [part for part in (query.text, place, *chosen) if part]
    return (", ".join(dict.fromkeys(parts)) or _("All providers"))[:120]
