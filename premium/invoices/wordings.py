"""The sentences an invoice must carry, in French for the law and in the language of the customer."""

from typing import Final

NOTES: Final[dict[str, dict[str, str]]] = {
    "PMT": {
        "fr": "En cas de retard de paiement, indemnité forfaitaire de 40 € pour frais de recouvrement (article L441-10 du code de commerce).",
        "en": "Late payment: fixed compensation of €40 for recovery costs (article L441-10 of the French commercial code).",
    },
    "PMD": {
        "fr": "Pénalités de retard : trois fois le taux d’intérêt légal, exigibles sans rappel dès le lendemain de l’échéance.",
        "en": "Late payment interest: three times the French legal rate, due without reminder from the day after the due date.",
    },
    "AAB": {
        "fr": "Pas d’escompte pour paiement anticipé.",
        "en": "No discount for early payment.",
    },
}
"""Notes by their code of UNTDID 4451, as the rules BR-FR-05 want them."""

VAT_MENTIONS: Final[dict[str, dict[str, str]]] = {
    "eu_reverse_charge": {
        "fr": "Autoliquidation : TVA due par le preneur (articles 259-1° et 283-2 du CGI, article 196 de la directive 2006/112/CE).",
        "en": "Reverse charge: VAT due by the customer (articles 259-1° and 283-2 of the French tax code, article 196 of Directive 2006/112/EC).",
    },
    "overseas_exempt": {
        "fr": "TVA non applicable en Guyane et à Mayotte (article 294-1 du CGI).",
        "en": "VAT not applicable in Guyane and Mayotte (article 294-1 of the French tax code).",
    },
    "outside_eu": {
        "fr": "TVA non applicable : service hors du champ de la TVA française (article 259-1° du CGI).",
        "en": "VAT not applicable: service outside the scope of French VAT (article 259-1° of the French tax code).",
    },
    "overseas_reduced": {
        "fr": "TVA au taux de la Guadeloupe, de la Martinique et de La Réunion (article 296 du CGI).",
        "en": "VAT at the rate of Guadeloupe, Martinique and Réunion (article 296 of the French tax code).",
    },
}
"""Why there is no VAT, or another rate than the standard one."""
