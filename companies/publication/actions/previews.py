"""Links that show the page with unpublished texts to somebody outside: made, closed, seen."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from companies import journal
from companies.models import Member
from companies.permissions import require
from companies.publication.actions.planning import lock_page
from companies.publication.exceptions import TooManyLinks
from companies.publication.models import PreviewLink
from companies.publication.tokens import digest_of, new_token
from companies.roles import CompanyPermission
from network.common import live_settings

LINK_MADE = "publication.link_made"
LINK_CLOSED = "publication.link_closed"

DAYS: Final = (1, 7, 30)
"""How long a link may live."""

MOST_LINKS: Final = live_settings.register(
    live_settings.Limit(
        name="publication.preview_links",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Open preview links"),
        help=gettext_lazy("How many a company may have at once."),
        default=20,
        most=200,
        unit=gettext_lazy("for each company"),
    )
)

NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_link(*, acting: Member, name: str, days: int) -> tuple[PreviewLink, str]:
    """A new link and its token, which is shown once and never again.

    Raises:
        RoleTooSmall: the member may not edit the page.
        TooManyLinks: the company has `MOST_LINKS` open ones.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    if days not in DAYS:
        raise ValueError(f"a link lives {DAYS} days, not {days}")
    lock_page(acting.company)
    most = MOST_LINKS.now()
    if PreviewLink.objects.visible_to(acting).open().count() >= most:
        raise TooManyLinks(most)
    token = new_token()
    link = PreviewLink.objects.create(
        company=acting.company,
        made_by=acting.user,
        name=name,
        token_digest=digest_of(token),
        expires_at=timezone.now() + timedelta(days=days),
    )
    journal.record(company=acting.company, act=LINK_MADE, acting=acting, subject=name, details={"days": days})
    return link, token


@transaction.atomic
def close_link(*, acting: Member, link: PreviewLink) -> None:
    """The address shows nothing any more.

    Raises:
        RoleTooSmall: the member may not edit the page.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    closed = PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    if closed:
        journal.record(company=acting.company, act=LINK_CLOSED, acting=acting, subject=link.name)


def note_opened(*, link: PreviewLink) -> None:
    """When the link was last opened, to the minute."""
    now = timezone.now()
    if link.opened_at is None or link.opened_at < now - NOTED_EVERY:
        PreviewLink.objects.filter(pk=link.pk).update(opened_at=now)
