"""From the content of a section to the tables that lists and searches read, and back."""

from companies.models import Company, Place
from companies.sections import Content

IDENTITY_FIELDS = ("trade_name", "offer", "website", "phone", "founded_year", "employees", "languages")


def project_identity(company: Company, content: Content) -> None:
    """Write the identity's fields on the company; fields the content does not hold stay."""
    written = [name for name in IDENTITY_FIELDS if name in content]
    for name in written:
        setattr(company, name, content[name])
    company.save(update_fields=[*written, "updated_at"])


def read_identity(company: Company) -> Content:
    """The identity as the company's fields hold it."""
    return {name: getattr(company, name) for name in IDENTITY_FIELDS}


def read_places(company: Company) -> Content:
    """The places as their table holds them."""
    names = ("kind", "address", "postal_code", "city", "region", "country")
    return {"places": [{name: str(getattr(place, name)) for name in names} for place in company.places.all()]}


def project_places(company: Company, content: Content) -> None:
    """Replace the company's places by those of the section, in its order."""
    company.places.all().delete()
    Place.objects.bulk_create(
        Place(
            company=company,
            position=position,
            kind=place["kind"],
            address=place.get("address", ""),
            postal_code=place.get("postal_code", ""),
            city=place["city"],
            region=place.get("region", ""),
            country=place["country"],
        )
        for position, place in enumerate(content.get("places", []))
    )
