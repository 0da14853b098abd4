"""May these two companies deal with each other? Refusals that several actions share."""

from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections.exceptions import BlockedByUs, NobodyThere, NotReachable, WithItself
from connections.models import Block


def require_address(acting: Member, company: Company) -> None:
    """Refuse when the member may not deal with `company`: role, itself, a block in either direction."""
    require(acting, CompanyPermission.CONNECT)
    if company.pk == acting.company_id:
        raise WithItself
    blockers = set(Block.objects.between(acting.company_id, company.pk).values_list("blocker_id", flat=True))
    if acting.company_id in blockers:
        raise BlockedByUs(company.name)
    if blockers or company.hidden_at:
        raise NotReachable(company.name)


def require_claimed(company: Company) -> None:
    """Refuse when nobody is behind the page."""
    if not company.is_claimed:
        raise NobodyThere(company.name)
