"""Who is in which section now: said by open pages, forgotten when they fall silent."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from companies.groups import editing_group
from companies.models import EditingPresence, Member
from companies.permissions import require
from companies.sections import section_kinds
from companies.selectors.presence import SILENT_AFTER, is_writing, people_in
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
    found = EditingPresence.objects.filter(company=acting.company, user=acting.user, kind=kind).first()
    was_here = found is not None and found.seen_at > now - SILENT_AFTER
    was_writing = found is not None and is_writing(found, now)
    values: dict[str, datetime | None] = {"seen_at": now, **({"typed_at": now} if is_typing else {})}
    if not was_here:
        values |= {"opened_at": now, "typed_at": now if is_typing else None}
    EditingPresence.objects.update_or_create(company=acting.company, user=acting.user, kind=kind, defaults=values)
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
    people = [person.frame() for person in people_in(acting.company_id, kind)]
    event = {"type": "editing.presence", "section": kind, "people": people}
    transaction.on_commit(lambda: push(editing_group(acting.company_id), event))
