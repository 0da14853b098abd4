"""Follow a company, stop, and choose where its news appear."""

from django.db import transaction
from django.urls import reverse

from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections import signals
from connections.models import Follow
from connections.news import tell
from connections.permissions import require_address
from network.common.outbox import publish
from network.common.signals import announce


@transaction.atomic
def follow(*, acting: Member, company: Company) -> Follow:
    """Follow a company's page; free for everybody, and twice is once."""
    require_address(acting, company)

    made, is_new = Follow.objects.get_or_create(follower=acting.company, followed=company)
    if not is_new:
        return made

    record(company=acting.company, act="connections.followed", acting=acting, subject=company.name)
    tell(
        company,
        CompanyPermission.CONNECT,
        "new_follower",
        about=acting.company,
        url=reverse("connections:network") + "?tab=followers",
    )
    publish("follow.started", made.pk, {"follower": acting.company_id, "followed": company.pk})
    announce(signals.follow_changed, follower_id=acting.company_id, followed_id=company.pk, following=True)
    return made


@transaction.atomic
def unfollow(*, acting: Member, company: Company) -> None:
    """Stop following; nothing happens when the company was not followed."""
    require(acting, CompanyPermission.CONNECT)

    ended, _ = Follow.objects.filter(follower=acting.company, followed=company).delete()
    if not ended:
        return

    record(company=acting.company, act="connections.unfollowed", acting=acting, subject=company.name)
    publish(
        "follow.ended", f"{acting.company_id}:{company.pk}", {"follower": acting.company_id, "followed": company.pk}
    )
    announce(signals.follow_changed, follower_id=acting.company_id, followed_id=company.pk, following=False)


def set_follow_switches(*, acting: Member, follow: Follow, in_feed: bool, in_alerts: bool, in_digest: bool) -> None:
    """Where the followed company's news appear, three independent choices."""
    require(acting, CompanyPermission.CONNECT)
    Follow.objects.filter(pk=follow.pk, follower=acting.company).update(
        in_feed=in_feed, in_alerts=in_alerts, in_digest=in_digest
    )
