"""What kept searches give to the apps below: a kind of news."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.models import Member
from companies.ownership import Ownable, ownables
from network.notifications.kinds import NotificationKind, register
from search_index.alerts.actions import KIND
from search_index.alerts.models import SavedSearch
from search_index.alerts.querysets import SavedSearchQuerySet

register(
    NotificationKind(
        key=KIND,
        icon="bell",
        subject="{title}",
        body="{text}",
        label=_("A company newly answers a search I keep"),
    )
)


def _kept_by(member: Member) -> SavedSearchQuerySet:
    return SavedSearch.objects.filter(company_id=member.company_id, user_id=member.user_id)


def _hand_over(member: Member, heir: Member) -> None:
    """A search the heir keeps already is not kept twice."""
    _kept_by(member).filter(address__in=_kept_by(heir).values("address")).delete()
    _kept_by(member).update(user=heir.user_id)


ownables.register(
    "kept_searches",
    Ownable(
        words=lambda count: ngettext("%(count)s kept search", "%(count)s kept searches", count) % {"count": count},
        count=lambda member: _kept_by(member).count(),
        hand_over=_hand_over,
    ),
)
