"""The first catalogue, what the free side holds for nothing, and the accounts of the ledger: shipped as data.

Written only where a table is empty: what operators edit is never touched again.
"""

from typing import Any

from django.apps import apps as present_apps
from django.apps.registry import Apps

from premium.choices import Account

BUYING_SIDE = ["merchant", "brand", "store_chain", "media"]
FULL_PAGE = [*BUYING_SIDE, "fund", "institution", "undetermined"]

PACKS: list[dict[str, Any]] = [
    {
        "slug": "essential",
        "rank": 10,
        "name_en": "Essential",
        "name_fr": "Essentiel",
        "promise_en": "To be seen: the complete page, and a place among the providers.",
        "promise_fr": "Pour être vu : la page complète et une place parmi les prestataires.",
        "price_cents": 49_000,
        "features": {
            "public_page": (None, "year"),
            "search_listing": (None, "year"),
            "introductions": (12, "year"),
            "announcements": (2, "month"),
            "staff_seats": (3, "lifetime"),
            "analytics": (None, "year"),
        },
    },
    {
        "slug": "business",
        "rank": 20,
        "name_en": "Business",
        "name_fr": "Business",
        "promise_en": "To sell every month: more introductions, and more people at work.",
        "promise_fr": "Pour vendre chaque mois : plus de mises en relation et une équipe plus large.",
        "price_cents": 99_000,
        "features": {
            "public_page": (None, "year"),
            "search_listing": (None, "year"),
            "introductions": (40, "year"),
            "announcements": (6, "month"),
            "quote_answers": (20, "month"),
            "site_ads": (None, "year"),
            "newsletter_slots": (1, "year"),
            "staff_seats": (8, "lifetime"),
            "chat_seats": (2, "lifetime"),
            "consultations": (None, "year"),
            "analytics": (None, "year"),
        },
    },
    {
        "slug": "premium",
        "rank": 30,
        "name_en": "Premium",
        "name_fr": "Premium",
        "promise_en": "For whole sales teams: the largest limits of every kind.",
        "promise_fr": "Pour une équipe commerciale entière : les limites les plus larges.",
        "price_cents": 199_000,
        "features": {
            "public_page": (None, "year"),
            "search_listing": (None, "year"),
            "introductions": (120, "year"),
            "announcements": (12, "month"),
            "quote_answers": (None, "month"),
            "site_ads": (None, "year"),
            "newsletter_slots": (4, "year"),
            "staff_seats": (25, "lifetime"),
            "chat_seats": (6, "lifetime"),
            "consultations": (None, "year"),
            "analytics": (None, "year"),
            "api": (None, "year"),
        },
    },
]


def fill(apps: Apps) -> None:
    """Fill the tables that are empty."""
    if not apps.get_model("premium", "Pack").objects.exists():
        _fill_packs(apps.get_model("premium", "Pack"), apps.get_model("premium", "PackFeature"))
        _fill_standing_grants(apps.get_model("premium", "StandingGrant"))
    account = apps.get_model("premium", "LedgerAccount")
    known = set(account.objects.values_list("code", flat=True))
    account.objects.bulk_create(account(code=code) for code in Account.values if code not in known)


def fill_after_migrate(using: str, apps: Apps = present_apps, **_arguments: Any) -> None:
    """Fill once tables were made or emptied."""
    if using != "default":
        return
    try:
        apps.get_model("premium", "LedgerAccount")
    except LookupError:  # migrated back to a state before these tables
        return
    fill(apps)


def _fill_packs(pack_model: Any, feature_model: Any) -> None:
    for values in PACKS:
        pack = pack_model.objects.create(**{name: value for name, value in values.items() if name != "features"})
        feature_model.objects.bulk_create(
            feature_model(pack=pack, feature=feature, limit=limit, window=window)
            for feature, (limit, window) in values["features"].items()
        )


def _fill_standing_grants(model: Any) -> None:
    model.objects.bulk_create(
        [model(category=category, feature="introductions", limit=20, window="month") for category in BUYING_SIDE]
        + [model(category=category, feature="public_page", limit=None, window="year") for category in FULL_PAGE]
    )
