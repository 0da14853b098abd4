"""Two colleagues publish one section at the same moment: one wins, the other gets both texts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from companies.actions import sections
from companies.actions.sections import save_section
from companies.exceptions import StaleSection
from companies.models import Section, SectionRevision
from companies.roles import Role
from companies.sections import section_of
from tests.factories.companies import MemberFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do the works in threads of their own; what each returned or raised."""

    def run(work: Callable[[], object]) -> object:
        try:
            return work()
        except (StaleSection, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def colleagues(acme, owner_of):
    return owner_of(acme), MemberFactory(company=acme, role=Role.EDITOR)


@pytest.fixture
def meet_after_reading(monkeypatch):
    """Both readers have read the version before either writes."""
    barrier = Barrier(2, timeout=10)

    def read_and_wait(company, kind):
        section = section_of(company, kind)
        barrier.wait()
        return section

    monkeypatch.setattr(sections, "section_of", read_and_wait)


def publish_both(colleagues, base_version: int) -> list[object]:
    return at_once(
        *(
            lambda member=member, number=number: save_section(
                acting=member, kind="presentation", content={"text": f"Text {number}"}, base_version=base_version
            )
            for number, member in enumerate(colleagues)
        )
    )


def test_the_race_happens_without_the_lock(colleagues, monkeypatch, meet_after_reading):
    save_one = {"acting": colleagues[0], "kind": "presentation", "content": {"text": "Origin"}}
    monkeypatch.setattr(sections, "_lock", lambda company: None)
    with ThreadPoolExecutor(1) as pool:
        helper = pool.submit(sections.section_of, colleagues[0].company, "presentation")
        save_section(**save_one, base_version=0)
        helper.result()

    outcomes = publish_both(colleagues, 1)

    assert not any(isinstance(outcome, StaleSection) for outcome in outcomes)
    assert any(isinstance(outcome, IntegrityError) for outcome in outcomes)


@pytest.mark.parametrize("base_version", [0, 1])
def test_the_lock_lets_exactly_one_win(colleagues, base_version):
    if base_version:
        save_section(acting=colleagues[0], kind="presentation", content={"text": "Origin"}, base_version=0)

    outcomes = publish_both(colleagues, base_version)

    winners = [outcome for outcome in outcomes if isinstance(outcome, Section)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, StaleSection)]
    assert (len(winners), len(losers)) == (1, 1)
    published = Section.objects.get(kind="presentation")
    assert published.version == base_version + 1
    assert published.content == winners[0].content == losers[0].theirs.content
    assert losers[0].mine != published.content
    assert SectionRevision.objects.filter(version=base_version + 1).count() == 1
