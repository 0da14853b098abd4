"""The section kinds of certificates and offers."""

from django.utils.translation import gettext_lazy as _

from companies.forms.selling_sections import CertificatesForm, OffersForm
from companies.sections import SectionKind, section_kinds
from companies.selling import certificates_shown, offers_shown

section_kinds.register(
    "offers",
    SectionKind(
        key="offers",
        label=_("Offers"),
        form=OffersForm,
        summary=lambda content: ", ".join(row["title"] for row in content.get("offers", [])[:4]),
        template="companies/sections/offers.html",
        context_of=offers_shown,
        order=35,
        empty={"offers": []},
        why=_("A buyer who reads a price and a delay knows whether to write to you."),
        applies_to=lambda company: company.is_provider,
    ),
)
section_kinds.register(
    "certificates",
    SectionKind(
        key="certificates",
        label=_("Certificates"),
        form=CertificatesForm,
        summary=lambda content: ", ".join(row["name"] for row in content.get("certificates", [])[:4]),
        template="companies/sections/certificates.html",
        context_of=certificates_shown,
        order=45,
        empty={"certificates": []},
        why=_("Buyers with rules of their own ask for certificates first."),
    ),
)
