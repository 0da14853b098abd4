"""What listings registers with the apps below it in `ready()`: the section kind "specialties"."""

from django.utils.translation import gettext_lazy as _

from companies.choices import Category
from companies.models import Company
from companies.sections import SectionKind, section_kinds
from listings.forms.specialties import SpecialtiesForm, summary_of
from listings.projections import project_specialties, read_specialties
from listings.selectors import specialties_shown

BUYERS = (Category.MERCHANT, Category.BRAND, Category.STORE_CHAIN, Category.FUND)


def offers_services(company: Company) -> bool:
    """Shops, brands, chains and funds buy services and list none."""
    return company.category not in BUYERS


section_kinds.register(
    "specialties",
    SectionKind(
        key="specialties",
        label=_("Specialties"),
        form=SpecialtiesForm,
        project=project_specialties,
        read=read_specialties,
        summary=summary_of,
        template="listings/sections/specialties.html",
        context_of=specialties_shown,
        order=30,
        empty={"specialties": []},
        why=_("Buyers search by specialty: choose what you really sell."),
        applies_to=offers_services,
    ),
)
