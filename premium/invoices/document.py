"""The file of an invoice: a page made by WeasyPrint as PDF/A-3, with the Factur-X inside."""

from ctypes.util import find_library
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import override

from network.common.assets import FONTS
from premium.invoices.models import Invoice
from premium.invoices.wordings import NOTES, VAT_MENTIONS
from premium.vat import Vat

STYLE: Final = Path(__file__).parent / "paper" / "invoice.css"
FAMILIES: Final = ("Spectral", "Spectral", "Schibsted Grotesk")
WEIGHTS: Final = ("font-weight: 500", "font-weight: 600", "font-style: normal")  # the last one holds all its weights
PACKAGES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
HINT: Final = f"WeasyPrint needs Pango from the system: apt-get install {PACKAGES}"


class PangoMissing(RuntimeError):
    """The system's Pango is not there; the message names the packages to install."""

    def __init__(self) -> None:
        super().__init__(HINT)


def has_pango() -> bool:
    """Whether pages can be made into PDF on this machine; cheap, the printer itself is not loaded."""
    return find_library("pangoft2-1.0") is not None


def pdf_of(invoice: Invoice) -> bytes:
    """The Factur-X file.

    Raises:
        PangoMissing: nothing can be drawn on this machine.

    """
    try:
        from facturx import generate_from_binary
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PangoMissing from error
    # The page loads nothing at all, its style the fonts of this machine and nothing else.
    page, faces = HTML(string=html_of(invoice), url_fetcher=URLFetcher(allowed_protocols=())), FontConfiguration()
    style = CSS(string=_style(), url_fetcher=URLFetcher(allowed_protocols={"file"}), font_config=faces)
    pdf = page.write_pdf(stylesheets=[style], font_config=faces, pdf_variant="pdf/a-3b")
    return generate_from_binary(
        pdf,
        invoice.xml.encode(),
        flavor="factur-x",
        level="en16931",
        check_xsd=False,  # checked before the number was given
        lang=f"{invoice.language}-FR",
        pdf_metadata={
            "author": invoice.seller["name"],
            "title": f"{invoice.seller['name']}: {invoice.number}",
            "subject": invoice.text,
            "keywords": "Factur-X",
        },
    )


def html_of(invoice: Invoice) -> str:
    """The page, in the customer's language."""
    with override(invoice.language):
        return render_to_string(
            "invoices/document.html",
            {
                "invoice": invoice,
                "rate": Vat(invoice.vat_reason, invoice.vat_basis_points).rate,
                "notes": [words[invoice.language] for words in NOTES.values()],
                "mention": VAT_MENTIONS.get(invoice.vat_reason, {}).get(invoice.language, ""),
            },
        )


def _style() -> str:
    faces = [
        f'@font-face {{ font-family: "{family}"; {weight}; src: url("{source.path.as_uri()}") }}'
        for source, family, weight in zip(FONTS, FAMILIES, WEIGHTS, strict=True)
    ]
    return "\n".join([*faces, STYLE.read_text()])
