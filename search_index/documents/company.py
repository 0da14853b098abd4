"""What may be found of a company, and what a result row shows of it: exactly what its public page shows to outsiders."""

from collections.abc import Iterable
from datetime import date
from string import ascii_letters
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from companies.choices import Category
from companies.models import Company, Section
from companies.service_areas import countries_served
from listings.models import CompanySpecialty
from network.common.search_facets import search_facets
from premium.rights import companies_with_right
from search_index import gazetteer
from search_index.documents.base import Document
from search_index.formula import Step
from search_index.places import city_key, city_names, country_names
from search_index.sizes import size_of

LISTED = "search_listing"
FULL_PAGE = "public_page"
LETTERS_BEFORE_A_NUMBER = f"{ascii_letters} .-"
READ_SECTIONS = ("presentation", "references")
PRACTICE = "practical"


def documents(company_ids: Iterable[int]) -> list[Document]:
    """The documents of those of the companies that may be found, in seven queries however many they are.

    A company that may not be found (hidden on request) has none.
    """
    ids = list(company_ids)
    companies = (
        Company.objects.visible()
        .filter(pk__in=ids)
        .prefetch_related(
            "identifiers",
            "places",
            Prefetch("company_specialties", CompanySpecialty.objects.on_offer().with_names(), to_attr="offered"),
            Prefetch(
                "sections",
                Section.objects.only("company_id", "kind", "content", "confirmed_at"),
                to_attr="saved_sections",
            ),
        )
    )
    listed = _holders(LISTED, ids)
    full = _holders(FULL_PAGE, ids)
    told = {facet: search_facets[facet].values_of(ids) for facet in search_facets.keys()}
    return [
        _document(
            company,
            is_listed=company.pk in listed,
            has_full_page=company.pk in full,
            told={facet: tuple(values.get(company.pk, ())) for facet, values in told.items()},
        )
        for company in companies
    ]


def _holders(feature: str, ids: list[int]) -> set[int]:
    return set(companies_with_right(feature).filter(pk__in=ids).values_list("pk", flat=True))


def _document(company: Any, *, is_listed: bool, has_full_page: bool, told: dict[str, tuple[str, ...]]) -> Document:
    is_open = not company.is_claimed or has_full_page or not company.is_provider
    specialties = company.offered if is_open else []
    places = list(company.places.all()) if is_open else list(company.places.all())[:1]
    cities = {key: place.city for place in places if (key := city_key(place.city))}
    practice = _practice(company) if is_open else {}
    located = [city for place in places if (city := gazetteer.city_of(place.city, place.country.code))]
    return Document(
        company_id=company.pk,
        names=tuple(name for name in (company.name, company.trade_name) if name),
        category=company.category,
        country=company.country.code,
        evidence_level=company.evidence_level,
        confirmed_on=_confirmed_on(company),
        is_provider=is_listed and company.is_claimed and company.category == Category.PROVIDER,
        texts=_texts(company, specialties, is_open=is_open),
        numbers=_numbers(company),
        places=(*_place_words(company, places), *(city.name for city in located)),
        cities=cities,
        specialties=tuple(dict.fromkeys(node.slug for one in specialties for node in one.specialty.lineage)),
        languages=tuple(company.languages) if is_open else (),
        size=size_of(company.employees) if is_open else "",
        technologies=tuple(practice.get("technologies", ())),
        areas=tuple(sorted(countries_served(tuple(practice.get("service_areas", ()))))),
        told=told if is_open else {},
        since=timezone.localdate(company.created_at),
        point=located[0].point if located else None,
        payload=_payload(company, specialties, places, is_open=is_open)
        | {"point": list(located[0].point) if located else None},
    )


def _practice(company: Any) -> dict[str, Any]:
    """The section "In practice": countries served, technologies."""
    return next((section.content for section in company.saved_sections if section.kind == PRACTICE), {})


def _confirmed_on(company: Any) -> date | None:
    """The day somebody of the company last confirmed a part of its page; what was imported before the claim does not count."""
    if not company.is_claimed:
        return None
    claimed_on = timezone.localdate(company.claimed_at)
    days = (timezone.localdate(section.confirmed_at) for section in company.saved_sections)
    return max((day for day in days if day >= claimed_on), default=None)


def _texts(company: Any, specialties: list[CompanySpecialty], *, is_open: bool) -> dict[Step, tuple[str, ...]]:
    numbers = tuple(identifier.value for identifier in company.identifiers.all())
    texts = {Step.NAME: (company.name,), Step.TRADE_NAME: (company.trade_name, *numbers)}
    if not is_open:
        return texts
    declared = [words for one in specialties if not one.is_inferred for words in _specialty_words(one)]
    inferred = [words for one in specialties if one.is_inferred for words in _specialty_words(one)]
    contents = [section.content for section in company.saved_sections if section.kind in READ_SECTIONS]
    return texts | {
        Step.SPECIALTY: tuple(declared),
        Step.OFFER: (company.offer, *inferred),
        Step.PRESENTATION: (company.activity_label, *(text for content in contents for text in _strings(content))),
    }


def _specialty_words(one: CompanySpecialty) -> list[str]:
    """Names and synonyms in both languages, of the specialty and of what it stands under; the company's own sentence too."""
    words = [one.sentence]
    for node in one.specialty.lineage:
        words += [node.name_en, node.name_fr, *node.synonyms_en, *node.synonyms_fr]
    return words


def _strings(content: Any) -> Iterable[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)


def _numbers(company: Any) -> tuple[str, ...]:
    """Each number with and without the letters in front of it."""
    values = [identifier.value for identifier in company.identifiers.all()]
    return tuple(
        dict.fromkeys(number for value in values for number in (value, value.lstrip(LETTERS_BEFORE_A_NUMBER)) if number)
    )


def _place_words(company: Any, places: list[Any]) -> tuple[str, ...]:
    words = list(country_names(company.country.code))
    for place in places:
        words += [*city_names(place.city), place.region, place.postal_code, *country_names(place.country.code)]
    return tuple(dict.fromkeys(word for word in words if word))


def _payload(company: Any, specialties: list[CompanySpecialty], places: list[Any], *, is_open: bool) -> dict[str, Any]:
    return {
        "name": company.name,
        "trade_name": company.trade_name,
        "slug": company.slug,
        "logo": company.logo_url if is_open else "",
        "evidence_level": company.evidence_level,
        "category": company.category,
        "country": company.country.code,
        "city": places[0].city if places else "",
        "offer": company.offer if is_open else "",
        "activity": "" if company.is_claimed else company.activity_label,
        "employees": company.employees if is_open else None,
        "languages": list(company.languages) if is_open else [],
        "is_claimed": company.is_claimed,
        "specialties": [{"slug": one.specialty.slug, "is_inferred": one.is_inferred} for one in specialties],
    }
