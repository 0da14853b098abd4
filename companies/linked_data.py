"""The page for machines: schema.org's Organization, and where the page stands in each language."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from companies.choices import OfferUnit
from companies.selling import ShownCertificate, certificates_in
from companies.service_areas import COUNTRIES, area_name
from network.accounts.languages import address_in

if TYPE_CHECKING:
    from companies.selectors.page import CompanyPage

JSON_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
Node = dict[str, Any]


@dataclass(frozen=True)
class Addresses:
    """The page's own address, the same page by language, and the one for every other reader."""

    canonical: str
    languages: list[tuple[str, str]]
    default: str


def absolute(path: str) -> str:
    """A path of ours as others write it; an address that is whole already stays."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def addresses_of(path: str) -> Addresses:
    """The addresses of a page in all languages, from its path in any."""
    languages = [(code, absolute(address_in(path, code))) for code, _name in settings.LANGUAGES]
    canonical = absolute(address_in(path, get_language() or settings.LANGUAGE_CODE))
    return Addresses(canonical, languages, absolute(address_in(path, settings.LANGUAGE_CODE)))


def organization(page: "CompanyPage") -> Node:
    """What the page says, in the words of schema.org; what this reader does not see is not in it, and nothing is empty."""
    address = absolute(page.company.get_absolute_url())
    node = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{address_in_default(page)}#company",
        "name": page.name,
        "legalName": page.company.name,
        "mainEntityOfPage": address,
        "identifier": [
            _filled({"@type": "PropertyValue", "name": number.label, "value": number.number})
            for number in page.legal.numbers
        ],
        "address": [_place_address(place) for place in page.places if page.is_whole]
        or [{"@type": "PostalAddress", "addressCountry": str(page.company.country)}],
    }
    return _filled(node | (_presented(page) if page.is_whole else {}))


def address_in_default(page: "CompanyPage") -> str:
    """One address for the company, whatever the language of the page that speaks of it."""
    return addresses_of(page.company.get_absolute_url()).default


def as_script(node: Node) -> SafeString:
    """The node as JSON, safe inside a script element."""
    return mark_safe(json.dumps(node, ensure_ascii=False).translate(JSON_ESCAPES))  # noqa: S308 - escaped here


def _presented(page: "CompanyPage") -> Node:
    """What the company says of itself."""
    company = page.company
    return {
        "url": company.website,
        "description": company.offer,
        "telephone": company.phone,
        "foundingDate": str(company.founded_year or ""),
        "numberOfEmployees": {"@type": "QuantitativeValue", "value": company.employees} if company.employees else None,
        "knowsLanguage": company.languages,
        "logo": absolute(company.logo_url) if company.logo_url else "",
        "image": absolute(page.picture.url) if page.picture else "",
        "areaServed": [_area(code) for code in page.content("practical").get("service_areas", [])],
        "hasCertification": [
            _certification(shown) for shown in certificates_in(page.content("certificates")) if not shown.is_expired
        ],
        "makesOffer": [_offer(row) for row in page.content("offers").get("offers", [])],
    }


def _certification(certificate: ShownCertificate) -> Node:
    """A certificate that holds; expired ones are not told to machines."""
    return _filled(
        {
            "@type": "Certification",
            "name": certificate.name,
            "issuedBy": {"@type": "Organization", "name": certificate.issuer} if certificate.issuer else None,
            "certificationIdentification": certificate.number,
            "expires": certificate.valid_until.isoformat() if certificate.valid_until else "",
            "url": certificate.link,
        }
    )


def _offer(row: dict[str, Any]) -> Node:
    """An offer; without a price it is on quotation and says none."""
    cents, unit = row.get("price_cents"), row.get("unit", "")
    price = {
        "@type": "UnitPriceSpecification",
        "minPrice": f"{Decimal(cents or 0) / 100:.2f}",
        "priceCurrency": "EUR",
        "unitText": str(OfferUnit(unit).label) if unit else "",
    }
    return _filled(
        {
            "@type": "Offer",
            "name": row["title"],
            "description": row.get("text", ""),
            "priceSpecification": None if cents is None else _filled(price) | {"valueAddedTaxIncluded": False},
        }
    )


def _place_address(place: Any) -> Node:
    return _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postal_code,
            "addressLocality": place.city,
            "addressCountry": place.country,
        }
    )


def _area(code: str) -> Node:
    return {"@type": "Country" if code in COUNTRIES else "Place", "name": area_name(code)}


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
