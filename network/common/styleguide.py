"""Invented companies, people and figures, for the page that shows every component."""

from datetime import UTC, datetime
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.safestring import SafeString

NOVEMBER = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind."""

    number = forms.CharField(label="Numéro d’identification", help_text="SIREN, SIRET ou TVA", initial="528 413 907")
    email = forms.EmailField(
        label="Courriel", error_messages={"invalid": "Il manque la fin de l’adresse, par exemple .fr."}
    )
    unit = forms.ChoiceField(label="Unité", choices=[("month", "€ HT par mois"), ("job", "€ HT par mission")])
    text = forms.CharField(
        label="Ce que vous faites", max_length=280, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.FileField(label="Extrait Kbis", required=False, help_text="PDF ou image, 5 Mo au plus.")
    topics = forms.MultipleChoiceField(
        label="Prévenez-moi de",
        choices=[("feed", "Fil"), ("alert", "Alerte"), ("mail", "Messages")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(
        label="Lien", choices=[("client", "Client"), ("supplier", "Fournisseur")], widget=forms.RadioSelect
    )
    stay = forms.BooleanField(label="Rester connectée sur cet appareil", required=False)


def company(name: str, logo: str = "", pk: int = 0, cover_url: str = "") -> Sample:
    return Sample(cover_url=cover_url, pk=pk, name=name, logo_url=static(f"network/samples/{logo}.svg") if logo else "")


def person(name: str, pk: int) -> Sample:
    return Sample(pk=pk, display_name=name, email="ana@sillage.example", is_authenticated=True, theme="")


def context(theme: str = "") -> dict[str, Any]:
    """All that `styleguide.html` shows."""
    cover = static("network/samples/sillage-cover.svg")
    sillage, verdier = company("Sillage", "sillage", 1, cover), company("Maison Verdier", "verdier", 2)
    boreal, northmoor = company("Atelier Boréal", "boreal", 3), company("Northmoor Outdoor", pk=4)
    hexaroute, brunel = company("Hexaroute Digital", "hexaroute", 5), company("Brunel Search Partners", "brunel", 6)
    ana, youssef, paul = person("Ana Ferreira", 2), person("Youssef Amrani", 3), person("Paul Lenormand", 11)
    ana.theme = theme
    nav = [
        Sample(label=label, url="#", current=label == "Prestataires", badge=badge)
        for label, badge in [("Fil", 0), ("Prestataires", 0), ("Messages", 4), ("Réseau", 0), ("Notre page", 0)]
    ]
    return {
        "stand_in": {
            "person": {"display_name": "Claire Mauduit"},
            "company": {"name": "Sillage"},
            "ends_at": datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        },
        "shell": {
            "nav": nav,
            "member": Sample(company=verdier, role_label="Admin"),
            "other_members": [
                Sample(company=sillage, role_label="Ventes"),
                Sample(company=northmoor, role_label="Éditeur"),
            ],
            "notification_count": 3,
            "is_operator": False,
        },
        "visitor_shell": {"nav": [*nav[1:2], Sample(label="Packs", url="#", current=False, badge=0)]},
        "user": ana,
        "visitor": Sample(is_authenticated=False),
        "form": SampleForm({"number": "528 413 907", "email": "ana@sillage", "kind": "client", "stay": "on"}),
        "levels": [1, 2, 3, 4, 5],
        "companies": [sillage, boreal, verdier, hexaroute, brunel, northmoor],
        "people": [ana, youssef, paul, person("Hoa Nguyen", 7)],
        "sillage": sillage,
        "steps": evidence_steps(),
        "facts": ["Prestataire", "Paris 10e", "42 personnes", "fondée en 2011", "312 entreprises la suivent"],
        "acts": [
            Sample(label="Suivre", url="#", icon="bookmark", kind="", is_post=False),
            Sample(label="Mise en relation", url="#", icon="handshake", kind="", is_post=False),
            Sample(label="Contacter", url="#", icon="message-square", kind="primary", is_post=False),
        ],
        "tabs": [
            Sample(label="Présentation", url="#", current=True, count=None),
            Sample(label="Offres", url="#", current=False, count=5),
            Sample(label="Références", url="#", current=False, count=14),
            Sample(label="Avis", url="#", current=False, count=23),
        ],
        "sections": [
            Sample(label="Identité", url="#", note="Publiée le 12 oct."),
            Sample(label="Présentation", url="#", note="Brouillon de vous, 14:18", icon="pencil"),
            Sample(label="Spécialités", url="#", note="Conflit à résoudre", icon="git-compare", current=True),
            Sample(label="Offres et prix", url="#", note="Ana modifie", person=ana),
        ],
        "ledger": [("Répond en", "3 h 20 (médiane)"), ("Budget", "dès 1 900 € HT / mois"), ("Clients", "boutiques")],
        "order": [("Pack Business, un an", "990,00 €"), ("TVA 20 %", "198,00 €"), ("Total", "1 188,00 €")],
        "facets": facets(),
        "filters": [("E-commerce", "#"), ("Paris, 25 km", "#")],
        "examples": [("logistique e-commerce", "#"), ("photo produit", "#"), ("agence SEO", "#")],
        "results": results(sillage, boreal),
        "page_of_results": Paginator(range(128), 6).page(2),
        "compared": [sillage, boreal],
        "ads": [
            Sample(
                company=hexaroute, url="#", title="", text="Migration SEO sans perte de trafic.", payer="Hexaroute SAS"
            ),
            Sample(company=brunel, url="#", title="", text="SEO for marketplaces.", payer="Brunel Holdings Ltd"),
        ],
        "conflict": conflict(),
        "refusal": Sample(
            title="Répondre aux demandes de devis demande le pack Business",
            reason="Maison Verdier attend cinq réponses avant le 4 décembre. Vous pouvez lire la demande dès maintenant.",
            pack_name="Business",
            allowed_by="Business, Premium",
            current_pack="Gratuit",
            currency="EUR",
            price=99000,
            vat=19800,
            total=118800,
            see_url="#",
            send_url="#",
            note="",
        ),
        "messages_sample": [
            Sample(
                company=verdier,
                author=None,
                is_note=False,
                sent_at=NOVEMBER,
                text="Bonjour. Nous vendons du linge de maison.",
                attachments=[Sample(url="#", name="brief-seo-2027.pdf", size=214000)],
            ),
            Sample(
                company=sillage,
                author=ana,
                is_note=False,
                sent_at=NOVEMBER,
                text="Merci, la demande est claire.",
                attachments=[],
            ),
            Sample(
                company=sillage,
                author=youssef,
                is_note=True,
                sent_at=NOVEMBER,
                text="Même greffon que Vergers Tissot.",
                attachments=[],
            ),
        ],
        "conversations": conversations(verdier, northmoor, ana),
        "feed": feed(verdier, boreal),
        "to_do": [
            Sample(count=4, label="messages sans responsable", url="#"),
            Sample(count=1, label="conflit dans Spécialités", url="#"),
        ],
        "deals": [
            Sample(
                time="10:42", company=verdier, act="devient cliente de", other=company("Octave Référencement", "octave")
            ),
            Sample(
                time="10:17", company=company("Cyclope Vélos", "cyclope"), act="confirme une référence", other=sillage
            ),
        ],
        "how": [
            Sample(title="Cherchez et comparez", text="Spécialité, lieu, budget, langue, niveau de preuve."),
            Sample(title="Demandez un devis", text="Cinq prestataires au plus, devis scellés."),
        ],
        "purchase": [
            Sample(title="Pack", is_done=True),
            Sample(title="Facturation", is_current=True),
            Sample(title="Paiement"),
        ],
        **packs(),
    }


def evidence_steps() -> list[Sample]:
    return [
        Sample(name="Mandat signé", detail="", is_done=False),
        Sample(name="Site prouvé", detail="DNS TXT sur sillage.example, revu chaque mois.", is_done=True),
        Sample(name="Déclarée", detail="SIREN 528 413 907, clé valide.", is_done=True),
    ]


def facets() -> list[Sample]:
    def option(label: str, count: int, *, chosen: bool = False, level: int = 0) -> Sample:
        return Sample(value=label, label=label, count=count, is_chosen=chosen, level=level)

    return [
        Sample(
            title="Spécialité",
            name="specialty",
            options=[option("SEO technique", 74), option("SEO e-commerce", 61, chosen=True)],
        ),
        Sample(
            title="Preuve d’identité",
            name="evidence",
            options=[option("Document", 22, chosen=True, level=5), option("Site prouvé", 41, level=3)],
        ),
        Sample(title="Taille", name="size", options=[option("1 à 9 personnes", 66), option("250 et plus", 0)]),
        Sample(
            title="Technologie",
            options=[],
            drop_url="#",
            empty_text="Aucun de ces 128 prestataires n’indique « Prestashop 1.6 ».",
        ),
    ]


def results(sillage: Sample, boreal: Sample) -> list[Sample]:
    factors = [
        Sample(name="Correspondance des mots", value="titre, spécialité, 14 références", weight=45, points=42.1),
        Sample(name="Distance", value="1,8 km du centre demandé", weight=20, points=18.6),
        Sample(name="Avis prouvés", value="23 avis, moyenne 4,7", weight=20, points=17.0),
        Sample(name="Pack payé", value="Business", weight=0, points=0),
    ]
    return [
        Sample(
            position=1,
            company=sillage,
            url="#",
            evidence_level=5,
            facts=["Paris 10e", "1,8 km", "42 personnes", "FR, EN"],
            offer="Référencement et données produit pour boutiques à grand catalogue.",
            rating=4.7,
            review_count=23,
            tags=[Sample(label="SEO e-commerce", url="#"), Sample(label="Données produit", url="#")],
            price_from=240000,
            price_unit="/ mois",
            reply_time="3 h 20",
            is_compared=True,
            why=Sample(factors=factors, version=7, formula_url="#", is_open=True),
        ),
        Sample(
            position=2,
            company=boreal,
            url="#",
            evidence_level=1,
            facts=["Paris 2e", "0,9 km", "6 personnes"],
            why=None,
            why_url="#",
            offer="Audit, refonte et suivi. Six consultants, pas de sous-traitance.",
            rating=None,
            review_count=2,
            tags=[],
            price_from=90000,
            price_unit="/ mois",
            reply_time="5 h",
            is_compared=False,
        ),
    ]


def conflict() -> Sample:
    mine = SafeString("Catalogues de 5 000 à <ins>400 000</ins> références.")
    theirs = SafeString("Nous corrigeons <del>facettes et</del> <ins>l’arborescence et l’</ins>indexation.")
    return Sample(
        title="Ana Ferreira a publié cette section pendant que vous l’écriviez",
        explanation="Rien n’est perdu. Vous aviez ouvert la version 17 ; la version 18 est en ligne depuis 14:29.",
        next_version=19,
        write_url="#",
        write_label="Écrire à Ana",
        readings=[
            Sample(kind="mine", heading="La vôtre · brouillon 14:32", html=mine, choice="Garder la mienne"),
            Sample(
                kind="base",
                heading="D’origine · version 17",
                html="Catalogues de 5 000 à 250 000 références.",
                choice="Revenir à l’origine",
            ),
            Sample(kind="theirs", heading="Celle d’Ana · version 18", html=theirs, choice="Garder celle d’Ana"),
        ],
    )


def conversations(verdier: Sample, northmoor: Sample, ana: Sample) -> list[Sample]:
    return [
        Sample(
            url="#",
            company=verdier,
            subject="SEO e-commerce, 12 000 produits",
            excerpt="Pourriez-vous confirmer le volume ?",
            when="14:21",
            is_new=False,
            is_current=True,
            label="Demande de devis",
            label_hue="a",
            assignee=ana,
        ),
        Sample(
            url="#",
            company=northmoor,
            subject="German launch, hreflang",
            excerpt="We have the staging access ready.",
            when="11:02",
            is_new=True,
            is_current=False,
            label="Client",
            label_hue="c",
            assignee=None,
        ),
    ]


def feed(verdier: Sample, boreal: Sample) -> list[Sample]:
    return [
        Sample(
            company=verdier,
            url="#",
            sentence="a publié une demande de devis",
            when="il y a 12 min",
            quote_title="SEO e-commerce, 12 000 produits sous Sylius",
            quote_url="#",
            quote_facts=["2 000 à 3 500 € / mois", "1 place sur 5"],
            acts=[Sample(url="#", label="Lire la demande", kind=""), Sample(url="#", label="Passer", kind="quiet")],
        ),
        Sample(
            company=boreal,
            url="#",
            sentence="a confirmé votre connexion",
            when="hier",
            proof="Cette référence compte désormais comme prouvée",
        ),
    ]


def packs() -> dict[str, Any]:
    prices = [("Gratuit", 0), ("Essential", 49000), ("Business", 99000), ("Premium", 199000)]
    columns = [
        Sample(
            name=name,
            price=price,
            note="par an, hors taxes" if price else "sans limite de durée",
            url="#" if price else "",
            label=f"Choisir {name}",
            is_fit=name == "Business",
            is_current=not price,
            reason="Le plus petit pack qui répond à votre besoin.",
            rows=[("Page publique", "Complète"), ("Sièges", "8")],
        )
        for name, price in prices
    ]
    return {
        "packs": columns,
        "pack_rows": [
            Sample(
                label="Page publique", is_asked=False, cells=["Nom et identité", "Complète", "Complète", "Complète"]
            ),
            Sample(label="Présence dans la recherche", is_asked=False, cells=["", "yes", "yes", "yes"]),
            Sample(label="Réponses aux devis", is_asked=True, cells=["", "", "20 / mois", "Sans limite"]),
        ],
    }
