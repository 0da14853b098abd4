"""What an operator compares before he decides."""

from django.db.models import Q, QuerySet

from companies.choices import RequestState
from companies.models import Claim, Company


def rival_claims(company: Company) -> QuerySet[Claim]:
    """Every claim of a page, the waiting ones first, then the latest decisions."""
    claims = Claim.objects.filter(company=company).select_related("user", "decided_by")
    return claims.annotate(is_waiting=Q(state=RequestState.PENDING)).order_by("-is_waiting", "created_at")
