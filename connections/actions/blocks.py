"""No longer hear of a company, silently, and hear of it again."""

from django.db import transaction

from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections import signals
from connections.actions.introductions import withdraw_introduction
from connections.exceptions import WithItself
from connections.models import Block, Connection, Follow, Introduction
from network.common.signals import announce


@transaction.atomic
def block(*, acting: Member, company: Company) -> Block:
    """Block a company: follows and connection end, our waiting request is withdrawn, the other side is not told."""
    require(acting, CompanyPermission.CONNECT)
    if company.pk == acting.company_id:
        raise WithItself

    made, is_new = Block.objects.get_or_create(
        blocker=acting.company, blocked=company, defaults={"author_id": acting.user_id}
    )
    if not is_new:
        return made
    pair = [acting.company_id, company.pk]
    Follow.objects.filter(follower_id__in=pair, followed_id__in=pair).delete()
    Connection.objects.between(*pair).delete()
    for introduction in Introduction.objects.open().filter(asking=acting.company, asked=company):
        withdraw_introduction(acting=acting, introduction=introduction)

    record(company=acting.company, act="connections.blocked", acting=acting, subject=company.name)
    announce(signals.block_changed, blocker_id=acting.company_id, blocked_id=company.pk, blocking=True)
    return made


@transaction.atomic
def unblock(*, acting: Member, company: Company) -> None:
    """Hear of the company again; follows and connections that ended do not come back."""
    require(acting, CompanyPermission.CONNECT)

    ended, _ = Block.objects.filter(blocker=acting.company, blocked=company).delete()
    if not ended:
        return

    record(company=acting.company, act="connections.unblocked", acting=acting, subject=company.name)
    announce(signals.block_changed, blocker_id=acting.company_id, blocked_id=company.pk, blocking=False)
