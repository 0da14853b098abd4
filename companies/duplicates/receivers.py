"""When two pages became one, or two again: the staff of both is told, and open pages ask again who may write."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from companies.duplicates.actions.suspicions import FIND, find_duplicates
from companies.duplicates.models import Merge
from companies.duplicates.signals import companies_merged, merge_undone
from companies.groups import person_group
from companies.merge_rules import Act
from companies.models import Member
from network.accounts.models import User
from network.common.models import OutboxEvent
from network.common.outbox import handler
from network.common.pushes import push
from network.notifications.actions import notify


@handler(FIND)
def find_now(events: list[OutboxEvent]) -> None:
    """Asked twice, looked once."""
    find_duplicates()


@receiver(companies_merged)
def tell_both_staffs(merge: Merge, **_: Any) -> None:
    """Who is on the staff now reads what came; who is not any more reads where the page went."""
    arguments = {"kept": merge.kept.name, "merged": merge.merged.name, "reason": merge.reason}
    staff = _staff(merge.kept_id)
    url = reverse("duplicates:merged", args=[merge.pk])
    notify(staff, "staff.page_merged", arguments=arguments, url=url, company_id=merge.kept_id)
    ended = _members_of(merge, Act.ENDED)
    notify(ended, "staff.page_merged_away", arguments=arguments, url=merge.kept.get_absolute_url())
    _ask_open_pages([*ended, *_members_of(merge, Act.MOVED)])


@receiver(merge_undone)
def tell_both_staffs_of_the_undo(merge: Merge, **_: Any) -> None:
    arguments = {"kept": merge.kept.name, "merged": merge.merged.name}
    for company in (merge.kept_id, merge.merged_id):
        url = reverse("companies:overview")
        notify(_staff(company), "staff.merge_undone", arguments=arguments, url=url, company_id=company)
    _ask_open_pages([*_members_of(merge, Act.ENDED), *_members_of(merge, Act.MOVED)])


def _staff(company_id: int) -> list[User]:
    return [member.user for member in Member.objects.active().filter(company_id=company_id).select_related("user")]


def _members_of(merge: Merge, act: Act) -> list[User]:
    """People whose membership the merge touched in this way."""
    touched = merge.rows.filter(model="companies.Member", act=act.value).values_list("row", flat=True)
    return [member.user for member in Member.objects.filter(pk__in=list(touched)).select_related("user")]


def _ask_open_pages(people: Iterable[User]) -> None:
    for person in people:
        push(person_group(person.pk), {"type": "rights.changed"})
