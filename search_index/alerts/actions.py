"""Keep a search, find out who newly answers it, tell the person in one mail."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Member
from network.accounts.models import User
from network.notifications.actions import notify
from search_index.alerts import criteria
from search_index.alerts.choices import Frequency
from search_index.alerts.exceptions import TooManySearches, TooWide
from search_index.alerts.links import off_address
from search_index.alerts.models import Alert, SavedMatch, SavedSearch
from search_index.backends.base import MOST_MATCHES, SearchQuery
from search_index.backends.database import DatabaseEngine
from search_index.changes import Change
from search_index.facets import Taxonomy, city_names
from search_index.query import asked_by

KIND = "search_alert"
MOST_KEPT = 40
MOST_LISTED = 10
"""Companies named in one mail for one search; the page shows all."""


@transaction.atomic
def save_search(*, acting: Member, name: str, address: str, frequency: str) -> SavedSearch:
    """Keep a search with everybody who answers it now, so that only who comes later is news. Twice is once.

    Raises:
        TooManySearches: the person keeps as many as can be told.
        TooWide: news are wanted of a search that finds nearly everybody.

    """
    known = SavedSearch.objects.visible_to(acting).filter(address=address).first()
    if known is None and SavedSearch.objects.visible_to(acting).count() >= MOST_KEPT:
        raise TooManySearches(MOST_KEPT)
    search = known or SavedSearch(company=acting.company, user=acting.user, address=address)
    search.name, search.frequency, search.told_at = name, frequency, timezone.now()
    search.save()
    _learn_matches(search)
    return search


@transaction.atomic
def set_frequency(*, search: SavedSearch, frequency: str) -> None:
    """How often news are told; who came while nobody wanted to know is no news.

    Raises:
        TooWide: news are wanted of a search that finds nearly everybody.

    """
    was_off = search.frequency == Frequency.OFF
    search.frequency = frequency
    search.save(update_fields=["frequency"])
    if frequency == Frequency.OFF:
        Alert.objects.to_send().filter(search=search).delete()
    elif was_off:
        _learn_matches(search)


def delete_search(*, search: SavedSearch) -> None:
    """Forget a search and its news."""
    search.delete()


@transaction.atomic
def find_new_matches(changes: Iterable[Change]) -> set[int]:
    """Run changed companies through every kept search; return the people with news to be told at once.

    The page's own query, narrowed to the changed companies, says who answers; the stored matches say who is new. An edit that
    changes neither fires nothing.
    """
    by_id = {change.company_id: change for change in changes}
    told: set[int] = set()
    taxonomy = Taxonomy.load()
    for search in SavedSearch.objects.telling():
        query = query_of(search, taxonomy)
        known = set(search.matches.filter(company_id__in=by_id).values_list("company_id", flat=True))
        answering = set(DatabaseEngine().matching(query, among=by_id))
        search.matches.filter(company_id__in=known - answering).delete()
        Alert.objects.to_send().filter(search=search, company_id__in=known - answering).delete()
        new = sorted(answering - known - {search.company_id})
        SavedMatch.objects.bulk_create(
            [SavedMatch(search=search, company_id=pk) for pk in answering - known], ignore_conflicts=True
        )
        Alert.objects.bulk_create(
            Alert(search=search, company_id=pk, criteria=criteria.newly_met(query, by_id[pk])) for pk in new
        )
        if new and search.frequency == Frequency.AT_ONCE:
            told.add(search.user_id)
    return told


@transaction.atomic
def tell_news(*, user: User, frequencies: Iterable[str]) -> int:
    """Tell a person everything that newly answers his searches of these frequencies, in one mail; how much it was."""
    wanted = SavedSearch.objects.telling().filter(user=user, frequency__in=list(frequencies))
    alerts = list(Alert.objects.to_send().filter(search__in=wanted.values("pk")).select_for_update(of=("self",)))
    if not alerts:
        return 0
    now = timezone.now()
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(sent_at=now)
    SavedSearch.objects.filter(pk__in={alert.search_id for alert in alerts}).update(told_at=now)
    with translation.override(user.language):
        arguments = _news(alerts)
    notify(
        [user],
        KIND,
        arguments=arguments,
        url=reverse("alerts:searches"),
        company_id=alerts[0].search.company_id,
    )
    return len(alerts)


def query_of(search: SavedSearch, taxonomy: Taxonomy) -> SearchQuery:
    """The search as the page would run it."""
    return asked_by(QueryDict(search.address), taxonomy.ancestors)


def _learn_matches(search: SavedSearch) -> None:
    if search.frequency == Frequency.OFF:
        return
    matching = DatabaseEngine().matching(query_of(search, Taxonomy.load()))
    if len(matching) >= MOST_MATCHES:
        raise TooWide(MOST_MATCHES)
    search.matches.all().delete()
    SavedMatch.objects.bulk_create([SavedMatch(search=search, company_id=pk) for pk in matching], batch_size=1000)


def _news(alerts: list[Alert]) -> dict[str, Any]:
    """The news in the active language: a title, and for each search its companies with what they newly answer."""
    taxonomy = Taxonomy.load()
    by_search: dict[SavedSearch, list[Alert]] = {}
    for alert in alerts:
        by_search.setdefault(alert.search, []).append(alert)
    searches: list[dict[str, Any]] = [
        {
            "name": search.name,
            "lines": [
                f"{one.company.name} ({criteria.in_words(one.criteria, taxonomy, city_names(one.criteria))})"
                for one in found[:MOST_LISTED]
            ],
            "more": max(0, len(found) - MOST_LISTED),
            "off": off_address(search),
        }
        for search, found in by_search.items()
    ]
    companies = {alert.company_id: alert.company.name for alert in alerts}
    if len(companies) == 1:
        title = _("{company} newly answers your search").format(company=next(iter(companies.values())))
    else:
        title = ngettext("{number} company", "{number} companies", len(companies))
        title = _("{counted} newly answer your searches").format(counted=title.format(number=len(companies)))
    text = "\n".join(f"{one['name']}{_(':')} {', '.join(one['lines'])}" for one in searches)
    return {"title": title, "text": text, "searches": searches}
