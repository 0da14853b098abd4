"""The sentences of the search page."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from network.common.search_facets import search_facets
from network.common.signs import EVIDENCE_NAMES
from search_index.backends.base import Count, Found, Hit, Near, SearchQuery, Sort
from search_index.formula import Step
from search_index.places import city_key, is_country

STEP_NAMES = {
    Step.WHOLE_NAME: gettext_lazy("The search is the whole name, or a registration number"),
    Step.NAME: gettext_lazy("All words are in the name"),
    Step.TRADE_NAME: gettext_lazy("All words are in the name, the trade name or a registration number"),
    Step.SPECIALTY: gettext_lazy("… or in declared specialties, the city or the country"),
    Step.OFFER: gettext_lazy("… or in the sentence of the offer and inferred specialties"),
    Step.PRESENTATION: gettext_lazy("… or in the activity, the presentation and the references"),
    Step.NAME_MENDED: gettext_lazy("All words are in names, one letter of a word apart from what was typed"),
    Step.MENDED: gettext_lazy("All words are anywhere, one letter of a word apart from what was typed"),
}
FOUND_IN = {
    Step.NAME: pgettext_lazy("found in", "name"),
    Step.TRADE_NAME: pgettext_lazy("found in", "trade name or number"),
    Step.SPECIALTY: pgettext_lazy("found in", "specialty"),
    Step.OFFER: pgettext_lazy("found in", "offer"),
    Step.PRESENTATION: pgettext_lazy("found in", "presentation"),
}
FACTOR_NAMES = {
    "words": gettext_lazy("Words of the search"),
    "evidence": gettext_lazy("Identity evidence"),
    "freshness": gettext_lazy("Page kept up to date"),
    "pack": gettext_lazy("Paid pack"),
}
FACET_TITLES = {
    "specialty": gettext_lazy("Specialty"),
    "evidence": gettext_lazy("Identity evidence"),
    "category": gettext_lazy("Category"),
    "country": gettext_lazy("Country"),
    "city": gettext_lazy("City"),
    "area": gettext_lazy("Serves clients in"),
    "size": gettext_lazy("Size"),
    "language": gettext_lazy("Working language"),
    "technology": gettext_lazy("Technology"),
}


def facet_titles() -> dict[str, str]:
    """The facets of the page in order, those that other apps registered last."""
    told = {facet: search_facets[facet].title for facet in search_facets.keys()}
    return {facet: str(title) for facet, title in (FACET_TITLES | told).items()}


SORT_NAMES = {
    Sort.RELEVANCE: gettext_lazy("Relevance"),
    Sort.DISTANCE: gettext_lazy("Distance"),
    Sort.NEWEST: gettext_lazy("Newest"),
    Sort.NAME: gettext_lazy("Name"),
}


def count_sentence(scope: str, count: Count) -> str:
    """How many of what is searched, for example: at least 5,000 companies."""
    if scope == "providers":
        counted = ngettext("{number} provider", "{number} providers", count.number)
    else:
        counted = ngettext("{number} company", "{number} companies", count.number)
    counted = counted.format(number=count.exact)
    return _("at least {counted}").format(counted=counted) if count.is_capped else counted


def heading(query: SearchQuery, total: Count, cities: Mapping[str, str]) -> tuple[str, str]:
    """How many, and for what and where."""
    about = []
    if query.text:
        about.append(_("for “{text}”").format(text=query.text))
    place = cities.get(city_key(query.where), query.where) or ", ".join(
        cities.get(key, key) for key in query.of("city")
    )
    if query.near and (query.near.radius_km or not query.where):
        about.append(around(query.near, place))
    elif place:
        sentence = pgettext("country", "in {place}") if is_country(place) else pgettext("city", "in {place}")
        about.append(sentence.format(place=place))
    counted = count_sentence(query.scope, total)
    return counted[:1].upper() + counted[1:], " ".join(about)


def around(near: Near, name: str = "") -> str:
    """Where a search with a place looks: within 25 km of Paris; near your position."""
    place = name or near.name or near.label
    if near.radius_km:
        return _("within {kilometres} of {place}").format(kilometres=kilometres(near.radius_km), place=place)
    return _("near {place}").format(place=place)


def kilometres(distance: float) -> str:
    """A distance as it is read: to a tenth below ten kilometres."""
    precise = f"{distance:.1f}" if 0 < distance < 10 and distance != int(distance) else f"{distance:.0f}"
    return _("{distance} km").format(distance=number_format(precise, force_grouping=True))


def wider_sentence(asked: SearchQuery, wider: SearchQuery) -> str:
    """Where a wider search looks, or all that it leaves out."""
    if asked.scope != wider.scope:
        return _("Among all companies") if wider.scope == "companies" else _("Among listed providers")
    if asked.near != wider.near and wider.near and wider.near.radius_km:
        return _("Within {kilometres}").format(kilometres=kilometres(wider.near.radius_km))
    left_out = [
        _("the filter {facet}").format(facet=facet_titles()[facet])
        for facet in asked.chosen
        if facet not in wider.chosen
    ]
    if len(left_out) > 1:
        left_out = [_("the filters")]
    if asked.near != wider.near or asked.where != wider.where:
        place = asked.where or (asked.near.label if asked.near else "")
        left_out.append(_("the place “{place}”").format(place=place))
    if asked.text != wider.text:
        left_out.append(_("the words “{text}”").format(text=asked.text))
    return _("Without {criteria}").format(criteria=_(" and ").join(left_out))


def factor_name(key: str) -> str:
    return str(FACTOR_NAMES[key])


def factor_value(key: str, hit: Hit) -> str:
    """The company's value for a factor, in words."""
    if key == "words":
        return "; ".join(found_sentence(found) for found in hit.found) or _("no words typed")
    if key == "evidence":
        return str(EVIDENCE_NAMES[hit.evidence_level])
    if key == "freshness":
        return freshness_sentence(hit.confirmed_on)
    return _("does not count")


def found_sentence(found: Found) -> str:
    if found.step is None:
        return _("{word}: not found").format(word=found.typed)
    where = pgettext("found in", "place") if found.is_place else FOUND_IN[found.step]
    if found.instead:
        return _("{word} as “{instead}”: {where}").format(word=found.typed, instead=found.instead, where=where)
    return _("{word}: {where}").format(word=found.typed, where=where)


def freshness_sentence(confirmed_on: date | None) -> str:
    if confirmed_on is None:
        return _("never confirmed by the company")
    days = max(0, (timezone.localdate() - confirmed_on).days)
    if days == 0:
        return _("confirmed today")
    return ngettext("confirmed {days} day ago", "confirmed {days} days ago", days).format(days=days)
