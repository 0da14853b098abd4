"""Generated companies and their documents for measurements: skewed words, as the world has them."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from companies.models import Company
from search_index.documents.base import Document
from search_index.formula import Step

CITIES = (
    "Madrid",
    "Paris",
    "Berlin",
    "Roma",
    "Amsterdam",
    "Lyon",
    "Milano",
    "Barcelona",
    "Lille",
    "Utrecht",
    "Hamburg",
)
COUNTRIES = {"Madrid": "ES", "Barcelona": "ES", "Berlin": "DE", "Hamburg": "DE", "Roma": "IT", "Milano": "IT",
             "Amsterdam": "NL", "Utrecht": "NL", "Paris": "FR", "Lyon": "FR", "Lille": "FR"}  # fmt: skip
TRADES = {
    "warehousing": "Warehousing and storage entrepôt stockage warehouse",
    "parcel-delivery": "Parcel delivery livraison de colis carrier transport",
    "payment-gateways": "Payment gateway paiement en ligne checkout",
    "seo": "Search engine optimisation SEO référencement naturel",
    "shop-hosting": "Hosting hébergement serveur cloud",
    "translation": "Translation traduction localisation",
}
SYLLABLES = ("lo", "gi", "ma", "ver", "di", "nor", "tec", "sol", "ar", "bel", "cor", "tra", "ni", "pel", "mur", "ta")


def words(random_source: random.Random, count: int) -> str:
    """Words of two to four syllables, some often and most seldom."""
    return " ".join(
        "".join(random_source.choices(SYLLABLES, k=2 + int(random_source.paretovariate(1.6)) % 3)) for _ in range(count)
    )


def generated(size: int, seed: int = 7) -> Iterator[tuple[Company, Document]]:
    """`size` companies; "logistics" is in a third of the names, "commerce" in every presentation."""
    source = random.Random(seed)
    today = date(2026, 11, 1)
    for number in range(1, size + 1):
        city = source.choice(CITIES)
        trade = source.choice(tuple(TRADES))
        suffix = source.choice(("Logistics", "Services", "Group"))
        name = f"{words(source, 2).title()} {suffix} {source.choice(('SL', 'SARL', 'GmbH', 'SPA', ''))}".strip()
        confirmed = today - timedelta(days=source.randrange(0, 900)) if source.random() < 0.4 else None
        level = source.choice((1, 1, 1, 2, 3, 5))
        company = Company(
            pk=number, name=name, slug=f"company-{number}", category="provider", country=COUNTRIES[city],
            offer=f"{words(source, 5)} {trade}",
            activity_label=f"commerce {words(source, 60)}"[:200],
        )  # fmt: skip
        yield (
            company,
            Document(
                company_id=number,
                names=(name,),
                category=source.choice(("provider", "merchant", "brand", "undetermined")),
                country=COUNTRIES[city],
                evidence_level=level,
                confirmed_on=confirmed,
                is_provider=source.random() < 0.1,
                texts={
                    Step.NAME: (name,),
                    Step.SPECIALTY: (TRADES[trade], "Logistics logistique"),
                    Step.OFFER: (company.offer,),
                    Step.PRESENTATION: (company.activity_label,),
                },
                numbers=(f"B{number:08d}",),
                places=(city, COUNTRIES[city], "Spain Espagne"),
                cities={city.lower(): city},
                specialties=(trade, "logistics"),
                payload={"name": name, "city": city, "offer": company.offer},
            ),
        )
