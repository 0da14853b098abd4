"""Open pages hear at once what was published, and are closed when a right ends."""

from typing import Any

from django.dispatch import receiver

from companies.groups import editing_group, person_group
from companies.models import Member
from companies.signals import member_left, role_changed, section_published
from network.accounts.models import User
from network.accounts.signals import sessions_ended
from network.common.pushes import push


@receiver(section_published)
def tell_open_pages(company_id: int, kind: str, version: int, user: User | None, **_: Any) -> None:
    """Whoever has the section open learns that a newer text is on line."""
    name = user.display_name if user else ""
    push(editing_group(company_id), {"type": "editing.published", "section": kind, "version": version, "name": name})


@receiver([role_changed, member_left])
def check_open_sockets(member: Member, **_: Any) -> None:
    """Sockets ask again whether their person may still listen."""
    push(person_group(member.user_id), {"type": "rights.changed"})


@receiver(sessions_ended)
def check_sockets_of_sessions(user_id: int, **_: Any) -> None:
    """Sockets of a person who was signed out elsewhere ask whether their session is still there."""
    push(person_group(user_id), {"type": "rights.changed"})
