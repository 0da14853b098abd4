"""Two links confirmed at once that close a circle together: without the lock both stand, with it one is refused."""

import threading

import pytest
from django.db import connections

from companies.models import Member
from companies.tree.actions import affiliations
from companies.tree.exceptions import WouldBeCircle
from companies.tree.models import Affiliation
from tests.factories.companies import MemberFactory
from tests.factories.tree import AffiliationFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def halves(db) -> list[tuple[Member, Affiliation]]:
    """First above second, third above fourth; and two proposals, fourth above first and second above third."""
    one, two, three, four = (MemberFactory() for _ in range(4))
    AffiliationFactory(parent=one.company, child=two.company, confirmed=True)
    AffiliationFactory(parent=three.company, child=four.company, confirmed=True)
    return [
        (one, affiliations.propose_link(acting=four, company=one.company, kind="shop", is_our_parent=False)),
        (three, affiliations.propose_link(acting=two, company=three.company, kind="shop", is_our_parent=False)),
    ]


def confirm_at_once(halves: list[tuple[Member, Affiliation]]) -> list[str]:
    """Both are confirmed in threads of their own; how each ended."""
    start, ends = threading.Barrier(len(halves)), []

    def run(acting: Member, link: Affiliation) -> None:
        try:
            start.wait(5)
            affiliations.confirm_link(acting=acting, link=link)
            ends.append("confirmed")
        except WouldBeCircle:
            ends.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=half) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return sorted(ends)


def test_without_the_lock_the_circle_closes(halves, monkeypatch):
    seen = threading.Barrier(2)
    require_place = affiliations.require_place_in_tree

    def look_together(*arguments: object) -> None:
        require_place(*arguments)
        seen.wait(5)

    monkeypatch.setattr(affiliations, "_lock_tree", lambda: None)
    monkeypatch.setattr(affiliations, "require_place_in_tree", look_together)

    assert confirm_at_once(halves) == ["confirmed", "confirmed"]


def test_with_the_lock_one_is_refused(halves):
    assert confirm_at_once(halves) == ["confirmed", "refused"]
    assert Affiliation.objects.confirmed().count() == 3
