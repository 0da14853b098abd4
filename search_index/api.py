"""The public JSON of the search: the same companies, filters and order as the page, for programs."""

from dataclasses import replace
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError
from ninja.throttling import AnonRateThrottle

from network.common import live_settings
from network.common.access import public
from search_index.backends import engine
from search_index.backends.base import Hit
from search_index.facets import Taxonomy
from search_index.nearness import near_from
from search_index.query import narrowed, read

CACHE_SECONDS = 60
REQUESTS_A_MINUTE: Final = live_settings.register(
    live_settings.Limit(
        name="search_index.api_requests_a_minute",
        group=gettext_lazy("Public interfaces"),
        label=gettext_lazy("Requests to the public JSON"),
        help=gettext_lazy("From one address; beyond it the answer is 429."),
        default=120,
        most=1200,
        unit=gettext_lazy("a minute for each address"),
    )
)


class ByAddress(AnonRateThrottle):
    """So many requests from one address as the operators allow just now."""

    def allow_request(self, request: HttpRequest) -> bool:
        self.num_requests = REQUESTS_A_MINUTE.now()
        return super().allow_request(request)


api = NinjaAPI(
    title="Comptoir",
    version="1",
    description="Companies of Comptoir as its public search shows them. Free, without a key.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    throttle=[ByAddress("1/m")],
)


class Asked(Schema):
    """The filters, as in the address of the page."""

    q: str = Field("", max_length=200, description=gettext_noop("Words: name, trade, registration number."))
    scope: Literal["companies", "providers"] = Field(
        "providers", description=gettext_noop("Every page, or listed providers only.")
    )
    specialty: str = Field(
        "", max_length=80, description=gettext_noop("Slug of a specialty, as in the address of the search.")
    )
    country: str = Field("", max_length=2, description=gettext_noop("Code of a country (ISO 3166-1), for example FR."))
    city: str = Field(
        "", max_length=100, description=gettext_noop("Name of a city, in any language: London or Londres.")
    )
    page: int = Field(1, ge=1, le=250, description=gettext_noop("Pages of 20; at most 5,000 companies are listed."))


class FoundCompany(Schema):
    name: str
    url: str = Field(description=gettext_noop("The company's page."))
    category: str
    country: str = Field(description=gettext_noop("ISO 3166-1 code."))
    city: str
    specialties: list[str] = Field(description=gettext_noop("Slugs, declared and inferred."))
    evidence: int = Field(
        description=gettext_noop("1 declared, 2 domain mailbox, 3 site proven, 4 mandate signed, 5 document checked.")
    )
    distance_km: float | None = Field(
        description=gettext_noop("From the centre of the city asked for; null without one.")
    )


class Answer(Schema):
    items: list[FoundCompany] = Field(description=gettext_noop("In the order of the page."))
    total: int = Field(description=gettext_noop("Companies that answer; 5,000 means at least so many."))
    next: str | None = Field(description=gettext_noop("Address of the next page; null on the last."))


@api.get("/companies", response=Answer, url_name="companies", summary="Search companies")
def companies(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> dict[str, Any]:
    """One page of companies, as the search page finds and orders them."""
    given = {name: value for name, value in asked.dict().items() if value}
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    key = f"api-companies-{get_language()}-{urlencode(sorted(given.items()))}"
    answer = cache.get(key)
    if answer is None:
        answer = _answer(given)
        cache.set(key, answer, CACHE_SECONDS)
    return answer


def _answer(given: dict[str, Any]) -> dict[str, Any]:
    taxonomy = Taxonomy.load()
    place = near_from(given.get("city", ""), "", "").near
    cities = [given["city"], *([place.name] if place else [])] if "city" in given else []
    understood = read(QueryDict(urlencode(given | {"city": cities}, doseq=True)), taxonomy.slugs)
    if understood.left_out:
        raise HttpError(422, f"Unknown: {', '.join(understood.left_out)}")
    query = replace(understood.query, near=understood.query.near or place)
    results = engine().search(narrowed(query, taxonomy.ancestors))
    # A page beyond the last is empty, not the last again: a program would read it for ever.
    items = results.hits if results.page == query.page else ()
    has_next = bool(items) and results.page < results.page_count
    return {
        "items": [_item(hit) for hit in items],
        "total": results.total.number,
        "next": _address(given | {"page": results.page + 1}) if has_next else None,
    }


def _item(hit: Hit) -> dict[str, Any]:
    payload = hit.payload
    return {
        "name": payload["name"],
        "url": f"{settings.BASE_URL}{reverse('companies:page', args=[payload['slug']])}",
        "category": payload["category"],
        "country": payload["country"],
        "city": payload["city"],
        "specialties": [one["slug"] for one in payload["specialties"]],
        "evidence": hit.evidence_level,
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
    }


def _address(given: dict[str, Any]) -> str:
    return f"{settings.BASE_URL}{reverse('api:companies')}?{urlencode(given)}"


def openapi() -> dict[str, Any]:
    """The description of the interface, for programs."""
    return api.get_openapi_schema(path_prefix="/api/v1/")


def documentation() -> dict[str, Any]:
    """Parameters and fields as OpenAPI describes them, for the page."""
    schema = openapi()
    fields = schema["components"]["schemas"]
    return {
        "parameters": [
            (one["name"], gettext(one["schema"]["description"]), one["schema"].get("default", ""))
            for one in schema["paths"]["/api/v1/companies"]["get"]["parameters"]
        ],
        "answer": _meanings(fields["Answer"]),
        "company": _meanings(fields["FoundCompany"]),
    }


def _meanings(schema: dict[str, Any]) -> list[tuple[str, str]]:
    """Fields with what they mean, in the reader's language; those that explain themselves are left out."""
    described = schema["properties"].items()
    return [(name, gettext(one["description"])) for name, one in described if "description" in one]


_patterns, _app_name, _namespace = api.urls
_used = [one for one in _patterns if isinstance(one, URLPattern) and one.name == "companies"]
urls = ([path("companies", public(one.callback), name="companies") for one in _used], _app_name, _namespace)
