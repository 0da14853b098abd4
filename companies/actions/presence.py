"""Who is in which section now: said by open pages, forgotten when they fall silent."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from companies.groups import editing_group
from companies.models import EditingPresence, Member
from companies.permissions import require
from companies.sections import section_kinds
from companies.selectors.presence import SILENT_AFTER, is_writing
from network.common.pushes import push

FORGOTTEN_AFTER = timedelta(hours=1)


@transaction.atomic
def be_present(*, acting: Member, kind: str, is_typing: bool = False) -> None:
    """The member has the section open; colleagues are told when that, or his soft claim, is new.

    Raises:
        RoleTooSmall: the member may not edit the page.

    """
    permission = section_kinds[kind].permission
    if permission:
        require(acting, permission)
    now = timezone.now()
    found, is_new = EditingPresence.objects.select_for_update().get_or_create(
        company=acting.company, user=acting.user, kind=kind, defaults={"typed_at": now if is_typing else None}
    )
    was_here = not is_new and found.seen_at > now - SILENT_AFTER
    was_writing = is_writing(found, now)
    if not is_new:
        found.opened_at = found.opened_at if was_here else now
        found.typed_at = now if is_typing else found.typed_at if was_here else None
        found.seen_at = now
        found.save(update_fields=["opened_at", "typed_at", "seen_at"])
    if was_here and was_writing >= is_typing:
        return
    EditingPresence.objects.filter(company=acting.company, seen_at__lt=now - FORGOTTEN_AFTER).delete()
    _tell(acting, kind)


@transaction.atomic
def go_away(*, acting: Member, kind: str) -> None:
    """The member closed the section."""
    deleted, _rows = EditingPresence.objects.filter(company=acting.company, user=acting.user, kind=kind).delete()
    if deleted:
        _tell(acting, kind)


def _tell(acting: Member, kind: str) -> None:
    """Who is there is read by who listens, when he hears of it: two messages that cross leave both with the truth."""
    event = {"type": "editing.presence", "section": kind, "number": secrets.token_hex(8)}
    transaction.on_commit(lambda: push(editing_group(acting.company_id), event))
