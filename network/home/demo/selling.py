"""Offers and certificates of the demonstration providers, from their place in the list: no chance is drawn."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

OFFERS = {
    "fr": (
        ("Diagnostic de deux semaines", "Un état des lieux chiffré et dix priorités.", 390_000, "", "Début sous trois semaines"),
        ("Accompagnement à la journée", "Une personne expérimentée, chez vous ou à distance.", 82_000, "day", ""),
        ("Projet complet", "Cadrage, réalisation et suivi des trois premiers mois.", None, "", "Devis sous cinq jours"),
    ),
    "en": (
        ("Two-week diagnosis", "Where you stand in figures, and ten priorities.", 390_000, "", "Starts within three weeks"),
        ("Help by the day", "One experienced person, at your place or remotely.", 82_000, "day", ""),
        ("Whole project", "Scope, work and the first three months after it.", None, "", "Quotation within five days"),
    ),
}  # fmt: skip
STANDARDS = (("ISO 9001", "AFNOR Certification", 400), ("ISO 27001", "Bureau Veritas", 700), ("ISO 14001", "SGS", -40))


def offers_of(language: str, place: int) -> list[dict[str, Any]]:
    """Two or three offers in the language of the page."""
    names = ("title", "text", "price_cents", "unit", "delay")
    offers = OFFERS.get(language, OFFERS["en"])
    return [dict(zip(names, offer, strict=True)) for offer in offers[: 2 + place % 2]]


def certificates_of(place: int) -> list[dict[str, str]]:
    """None to two certificates; one of the standards has expired."""
    today = timezone.localdate()
    return [
        {
            "name": name,
            "issuer": issuer,
            "number": f"{2024000 + place * 7}",
            "valid_until": (today + timedelta(days=days)).isoformat(),
            "link": "",
        }
        for name, issuer, days in STANDARDS[place % 4 : place % 4 + 2]
    ]
