"""A merge is taken apart within 30 days: all is as before, but for what somebody changed since."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.actions.sections import save_section
from companies.duplicates.actions.merging import undo_merge
from companies.duplicates.choices import LeftBecause
from companies.duplicates.exceptions import AlreadyUndone, MergedOnward, TooLateToUndo
from companies.models import Member, Section
from connections.messaging.models import Conversation, Participation
from connections.models import Follow
from network.notifications.models import Notification
from search_index.models import IndexEntry
from tests.companies.duplicates.conftest import dump, furnish


@pytest.mark.parametrize("with_staff", [True, False])
def test_after_merge_and_undo_every_row_of_every_table_is_as_before(
    acme, double, borg, cyan, merge, operator, with_staff
):
    furnish(acme, double, borg, cyan)
    before = dump()

    done = merge(acme, double, with_staff=with_staff)
    between = dump()
    left = undo_merge(operator=operator, merge=done)

    after = dump()
    assert left == []
    assert between != before
    assert {label for label in after if after[label] != before[label]} == set()


def test_both_pages_are_read_and_found_again(acme, double, merge, operator, relay_outbox):
    done = merge(acme, double)
    relay_outbox()

    undo_merge(operator=operator, merge=done)
    relay_outbox()

    assert Client().get("/en/companies/acme-sas/").status_code == 200
    assert set(IndexEntry.objects.values_list("company__slug", flat=True)) == {"acme", "acme-sas"}


def test_what_changed_since_is_left_and_listed(acme, double, borg, cyan, merge, operator):
    furnish(acme, double, borg, cyan)
    done = merge(acme, double)
    save_section(
        acting=acme.members.get(user__name="Alice Martin"),
        kind="practical",
        content={"service_areas": ["FR", "BE"], "technologies": []},
        base_version=1,
    )
    Follow.objects.get(follower=acme, followed=cyan).delete()
    Member.objects.filter(company=acme, user__name="Dora Petit").update(role="editor")

    left = undo_merge(operator=operator, merge=done)

    assert {(row.model, row.left_because) for row in left} == {
        ("companies.Section", LeftBecause.CHANGED),
        ("companies.Member", LeftBecause.CHANGED),
        ("connections.Follow", LeftBecause.GONE),
    }
    assert Section.objects.get(kind="practical").company == acme


def test_a_conversation_that_went_on_stays_as_a_whole(acme, double, cyan, borg, merge, operator):
    furnish(acme, double, borg, cyan)
    done = merge(acme, double)
    Conversation.objects.filter(subject="A warehouse").update(sequence=4)

    undo_merge(operator=operator, merge=done)

    sides = Participation.objects.filter(conversation__subject="A warehouse").values_list("company__slug", flat=True)
    assert set(sides) == {"acme", "cyan"}


def test_both_staffs_learn_it(acme, double, merge, operator, django_capture_on_commit_callbacks):
    done = merge(acme, double)

    with django_capture_on_commit_callbacks(execute=True):
        undo_merge(operator=operator, merge=done)

    told = Notification.objects.filter(kind="staff.merge_undone")
    assert {(news.user.name, news.company_id) for news in told} == {
        ("Alice Martin", acme.pk),
        ("Dora Petit", double.pk),
    }


def test_after_30_days_it_stays(acme, double, merge, operator):
    done = merge(acme, double)
    done.undo_until = timezone.now() - timedelta(seconds=1)
    done.save()

    with pytest.raises(TooLateToUndo):
        undo_merge(operator=operator, merge=done)

    double.refresh_from_db()
    assert double.merged_into == acme


def test_it_is_done_once(acme, double, merge, operator):
    done = merge(acme, double)
    undo_merge(operator=operator, merge=done)

    with pytest.raises(AlreadyUndone):
        undo_merge(operator=operator, merge=done)


def test_merges_in_a_row_are_taken_apart_the_last_one_first(acme, double, borg, merge, operator):
    first = merge(acme, double)
    acme.refresh_from_db()
    merge(borg, acme)

    with pytest.raises(MergedOnward):
        undo_merge(operator=operator, merge=first)
