"""The first editorial pages, in both languages, written once into an empty site; from then on the editors own them."""

import json
from collections.abc import Iterator
from typing import Any

from wagtail.models import Locale, Site

from network.home.first_words import ARTICLES, HELP, LISTS, PAGES, Words
from network.home.models import HomePage, SitePage, TextListPage, TextPage

HOME: dict[str, dict[str, Any]] = {
    "fr": {
        "title": "Comptoir, le réseau social des entreprises",
        "claim": "Les entreprises se parlent au comptoir.",
        "promise": (
            "Un réseau où le membre est l’entreprise, pas la personne. Les boutiques en ligne y trouvent gratuitement leurs "
            "prestataires ; chaque page dit qui elle est, et ce qui le prouve."
        ),
        "common_searches": "logistique e-commerce\npaiement en plusieurs fois\nagence SEO\nphoto produit\ntransporteur",
        "buying_title": "Vous achetez",
        "buying_note": "Gratuit, sans limite de durée",
        "buying_steps": [
            ("Cherchez", "Par spécialité, ville ou nom. Chaque résultat dit pourquoi il est à cette place."),
            (
                "Demandez une mise en relation",
                "Dites le besoin et ce que l’autre y gagne : vingt demandes par mois, sans frais.",
            ),
            (
                "Échangez à plusieurs",
                "Une messagerie par entreprise : votre collègue reprend le fil sans rien redemander.",
            ),
        ],
        "selling_title": "Vous vendez",
        "selling_note": "De 490 à 1 990 € HT par an",
        "selling_steps": [
            (
                "Montrez qui vous êtes",
                "Cinq niveaux de preuve, du déclaratif au document contrôlé. Gratuits, quel que soit le pack.",
            ),
            (
                "Soyez trouvé pour ce que vous faites",
                "Le pack rend éligible à la recherche. Il n’ajoute aucun point au classement.",
            ),
            ("Tenez la page ensemble", "Chaque collègue a son rôle ; personne n’écrase le texte d’un autre."),
        ],
        "evidence_title": "Ce que vaut une preuve",
        "evidence_text": (
            "Un trait de plus à chaque vérification, comme on tient les comptes au comptoir. La marque ne s’achète pas : "
            "chacune donne sa méthode, sa date et son prochain contrôle."
        ),
    },
    "en": {
        "title": "Comptoir, the social network of companies",
        "claim": "Companies meet at the counter.",
        "promise": (
            "A network where the member is the company, not the person. Online shops find their providers here for free; "
            "each page says who it is, and what proves it."
        ),
        "common_searches": "e-commerce logistics\npay in instalments\nSEO agency\nproduct photography\ncarrier",
        "buying_title": "You buy",
        "buying_note": "Free, with no time limit",
        "buying_steps": [
            ("Search", "By specialty, city or name. Each result says why it stands where it stands."),
            (
                "Ask for an introduction",
                "Say what you need and what the other side gains: twenty requests a month, at no cost.",
            ),
            ("Talk as a team", "One inbox per company: your colleague takes over without asking anything twice."),
        ],
        "selling_title": "You sell",
        "selling_note": "From €490 to €1,990 a year before VAT",
        "selling_steps": [
            (
                "Show who you are",
                "Five levels of evidence, from declared to document checked. Free, whatever the pack.",
            ),
            ("Be found for what you do", "A pack makes you eligible for the search. It adds no point to the ranking."),
            ("Keep the page together", "Each colleague has a role; nobody overwrites anybody's text."),
        ],
        "evidence_title": "What evidence is worth",
        "evidence_text": (
            "One more stroke for each check, as accounts are kept at a counter. The mark is not for sale: each one gives its "
            "method, its date and its next check."
        ),
    },
}

LEGAL: dict[str, Words] = {
    "fr": Words(
        "mentions-legales",
        "Mentions légales",
        "",
        "<p>Comptoir est édité par l’exploitant de ce réseau. Complétez cette page dans le back-office avant la mise en ligne : "
        "dénomination, siège, immatriculation, directeur de la publication et hébergeur (loi n° 2004-575 du 21 juin 2004, article 6).</p>"
        "<h2>Corriger ou retirer une page</h2><p>Chaque page importée porte un lien « Corriger ou retirer ». Aucun compte n’est nécessaire.</p>",
    ),
    "en": Words(
        "legal-notice",
        "Legal notice",
        "",
        "<p>Comptoir is published by the operator of this network. Complete this page in the back office before going on-line: name, "
        "registered office, registration, publication director and host (French law 2004-575 of 21 June 2004, article 6).</p>"
        "<h2>Correct or remove a page</h2><p>Each imported page carries a link “Correct or remove”. No account is needed.</p>",
    ),
}


def ensure_pages() -> None:
    """Write the home, help and legal pages in both languages when the site has no home yet; safe to run twice."""
    if HomePage.objects.exists():
        return
    root = SitePage.objects.filter(depth=1).first()
    if root is None:
        root = SitePage.add_root(title="Root", slug="root", locale=_locale("fr"))
    first = _add_home(root, "fr", "home-fr", None)
    _add_home(root, "en", "home-en", first)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": first, "site_name": "Comptoir"},
    )
    SitePage.objects.filter(depth=2, slug="home").delete()


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _add_home(root: SitePage, language: str, slug: str, original: HomePage | None) -> HomePage:
    words = {**HOME[language]}
    for steps in ("buying_steps", "selling_steps"):
        words[steps] = json.dumps(
            [{"type": "step", "value": {"title": title, "text": text}} for title, text in words[steps]]
        )
    home = HomePage(slug=slug, locale=_locale(language), **words)
    if original:
        home.translation_key = original.translation_key
    root.add_child(instance=home)
    originals = iter(original.get_descendants().order_by("path") if original else ())
    for words_of_page in (LEGAL[language], *PAGES[language]):
        _add(home, _text(words_of_page, show_in_menus=True), originals)
    for (address, title, introduction, newest_first), texts in zip(
        LISTS[language], (HELP[language], ARTICLES[language]), strict=True
    ):
        kept = TextListPage(
            slug=address, title=title, introduction=introduction, newest_first=newest_first, show_in_menus=True
        )
        _add(home, kept, originals)
        for text in texts:
            _add(kept, _text(text), originals)
    return home


def _text(words: Words, *, show_in_menus: bool = False) -> TextPage:
    return TextPage(**words._asdict(), show_in_menus=show_in_menus)


def _add(parent: SitePage, page: SitePage, originals: Iterator[SitePage]) -> None:
    """Add a page below, in its parent's language; a translation has the key of what it translates."""
    page.locale = parent.locale
    if translated := next(originals, None):
        page.translation_key = translated.translation_key
    parent.add_child(instance=page)
