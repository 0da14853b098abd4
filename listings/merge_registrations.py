"""What becomes of specialties when two pages of one company are merged."""

from django.db.models import Q

from companies.merge_registrations import UNSAID
from companies.merge_rules import Pair, move
from listings.models import CompanySpecialty


def _when_the_kept_page_names_none(pair: Pair) -> Q:
    is_silent = not CompanySpecialty.objects.filter(company=pair.kept).exists()
    is_silent = is_silent and not pair.kept.sections.filter(kind="specialties").exists()
    return Q() if is_silent else Q(pk__in=())


move(
    "listings.CompanySpecialty",
    why=UNSAID,
    only=_when_the_kept_page_names_none,
    related=("specialty",),
    words=lambda row: row.specialty.name,
)
