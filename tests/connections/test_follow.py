"""Following: free for everybody, once, silent when blocked."""

import pytest

from companies.exceptions import RoleTooSmall
from companies.models import JournalEntry
from connections import actions, signals
from connections.exceptions import BlockedByUs, NotReachable, WithItself
from connections.models import Follow
from network.notifications.models import Notification
from tests.factories.companies import CompanyFactory
from tests.factories.connections import BlockFactory


def test_a_provider_without_a_pack_follows_a_merchant(bob, acme, alice):
    follow = actions.follow(acting=bob, company=acme)

    assert (follow.in_feed, follow.in_alerts, follow.in_digest) == (True, False, True)
    assert JournalEntry.objects.get(company=bob.company).act == "connections.followed"
    assert Notification.objects.get(user=alice.user).kind == "new_follower"


def test_following_twice_is_following_once(alice, borg):
    actions.follow(acting=alice, company=borg)

    actions.follow(acting=alice, company=borg)

    assert Follow.objects.count() == 1
    assert Notification.objects.count() == 1


def test_an_imported_page_can_be_followed(alice):
    unclaimed = CompanyFactory(claimed_at=None)

    actions.follow(acting=alice, company=unclaimed)

    assert Follow.objects.filter(followed=unclaimed).exists()


def test_unfollowing_ends_it_and_tells_nobody(alice, borg):
    actions.follow(acting=alice, company=borg)
    Notification.objects.all().delete()

    actions.unfollow(acting=alice, company=borg)

    assert not Follow.objects.exists()
    assert not Notification.objects.exists()
    assert [entry.act for entry in JournalEntry.objects.filter(company=alice.company)] == [
        "connections.unfollowed",
        "connections.followed",
    ]


def test_unfollowing_what_was_not_followed_changes_nothing(alice, borg):
    actions.unfollow(acting=alice, company=borg)

    assert not JournalEntry.objects.exists()


def test_the_feed_hears_of_a_follow_after_commit(alice, borg, django_capture_on_commit_callbacks):
    heard = []
    signals.follow_changed.connect(lambda sender, **arguments: heard.append(arguments), weak=False, dispatch_uid="test")

    with django_capture_on_commit_callbacks(execute=True):
        actions.follow(acting=alice, company=borg)

    signals.follow_changed.disconnect(dispatch_uid="test")
    assert [(one["follower_id"], one["followed_id"], one["following"]) for one in heard] == [
        (alice.company_id, borg.pk, True)
    ]


def test_the_three_switches_are_independent(alice, borg):
    follow = actions.follow(acting=alice, company=borg)

    actions.set_follow_switches(acting=alice, follow=follow, in_feed=False, in_alerts=True, in_digest=False)

    follow.refresh_from_db()
    assert (follow.in_feed, follow.in_alerts, follow.in_digest) == (False, True, False)


def test_another_company_cannot_move_the_switches(alice, bob, borg):
    follow = actions.follow(acting=alice, company=borg)

    actions.set_follow_switches(acting=bob, follow=follow, in_feed=False, in_alerts=True, in_digest=False)

    follow.refresh_from_db()
    assert (follow.in_feed, follow.in_alerts, follow.in_digest) == (True, False, True)


def test_an_analyst_does_not_follow(anton, borg):
    with pytest.raises(RoleTooSmall):
        actions.follow(acting=anton, company=borg)

    assert not Follow.objects.exists()


def test_a_company_does_not_follow_itself(alice, acme):
    with pytest.raises(WithItself):
        actions.follow(acting=alice, company=acme)

    assert not Follow.objects.exists()


@pytest.mark.parametrize(("blocker", "refusal"), [("borg", NotReachable), ("acme", BlockedByUs)])
def test_a_block_in_either_direction_prevents_following(alice, acme, borg, blocker, refusal):
    sides = {"acme": acme, "borg": borg}
    BlockFactory(blocker=sides.pop(blocker), blocked=next(iter(sides.values())))

    with pytest.raises(refusal):
        actions.follow(acting=alice, company=borg)

    assert not Follow.objects.exists()
