"""From the content of the section "specialties" to the table that lists and searches read, and back."""

from companies.models import Company
from companies.sections import Content
from listings.choices import MAX_SENTENCE, MAX_SPECIALTIES, SpecialtyOrigin
from listings.exceptions import UnknownSpecialties
from listings.models import CompanySpecialty, Specialty


def project_specialties(company: Company, content: Content) -> None:
    """Replace what was known by what the company says itself; its guesses go too.

    Raises:
        UnknownSpecialties: a slug nobody knows, one twice, too many, or a sentence too long; no form sends these.

    """
    rows = content.get("specialties", [])
    slugs = [row["specialty"] for row in rows]
    ids = dict(Specialty.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    is_too_long = any(len(row.get("sentence", "")) > MAX_SENTENCE for row in rows)
    if len(ids) != len(slugs) or len(slugs) > MAX_SPECIALTIES or is_too_long:
        raise UnknownSpecialties
    CompanySpecialty.objects.filter(company=company).delete()
    CompanySpecialty.objects.bulk_create(
        CompanySpecialty(
            company=company,
            specialty_id=ids[row["specialty"]],
            origin=SpecialtyOrigin.DECLARED,
            sentence=row.get("sentence", ""),
            position=position,
        )
        for position, row in enumerate(rows)
    )


def read_specialties(company: Company) -> Content:
    """What the table holds: for a company that has not spoken, what was inferred."""
    rows = CompanySpecialty.objects.filter(company=company).on_offer()
    return {
        "specialties": [
            {"specialty": slug, "sentence": sentence}
            for slug, sentence in rows.values_list("specialty__slug", "sentence")
        ]
    }
