"""The history of a section: every version with author, time and reason, two of them side by side."""

import re

import pytest

from companies.actions.sections import save_section
from companies.models import JournalEntry, Section, SectionRevision

VERSIONS = "/en/page/edit/presentation/versions/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


def publish(member, *texts: str, base: int = 0, reason: str = "") -> None:
    for number, text in enumerate(texts):
        save_section(
            acting=member, kind="presentation", content={"text": text}, base_version=base + number, reason=reason
        )


def write_many(member, count: int) -> None:
    """A history of `count` versions, without playing each."""
    publish(member, "Text 1")
    section = Section.objects.get()
    SectionRevision.objects.bulk_create(
        SectionRevision(
            section=section,
            version=number,
            content={"text": f"Text {number}"},
            author=member.user,
            saved_at=section.saved_at,
        )
        for number in range(2, count + 1)
    )
    Section.objects.update(version=count, content={"text": f"Text {count}"})


def test_the_reason_stands_in_the_history_and_in_the_journal(alice, client_of):
    client = client_of(alice)
    client.post("/en/page/edit/presentation/", {"text": "New", "base_version": 0, "reason": "  We have moved.  "})

    assert SectionRevision.objects.get().reason == "We have moved."
    assert JournalEntry.objects.get(act="page.section_saved").details == {"version": 1, "reason": "We have moved."}
    for address in (VERSIONS, "/en/page/edit/presentation/", "/en/page/journal/"):
        assert "We have moved." in client.get(address).content.decode()


def test_the_reason_survives_a_conflict(alice, client_of):
    publish(alice, "One", "Two")

    answer = client_of(alice).post(
        "/en/page/edit/presentation/", {"text": "Mine", "base_version": 1, "reason": "Because"}
    )

    assert answer.status_code == 409
    assert 'name="reason" value="Because"' in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_versions_stand_side_by_side_in_words(alice, client_of, language):
    publish(alice, "We sell bicycles in Paris.", "We sell good bicycles in Lyon.", "Third")

    page = client_of(alice).get(f"/{language}/page/edit/presentation/versions/compare/?old=2&new=1").content.decode()

    assert "We sell bicycles in <del>Paris.</del>" in page
    assert re.search(r"<ins>\s*good\s*</ins>", page)
    assert "in <ins>Lyon.</ins>" in page
    assert "Third" not in page


@pytest.mark.parametrize(("query", "status"), [("old=1&new=1", 302), ("", 302), ("old=1&new=7", 404)])
def test_what_cannot_be_compared_is_said(alice, client_of, query, status):
    publish(alice, "One", "Two")

    assert client_of(alice).get(f"{VERSIONS}compare/?{query}").status_code == status


def test_the_history_goes_page_by_page(alice, client_of):
    write_many(alice, 45)
    client = client_of(alice)

    first, second, last = (
        client.get(f"{VERSIONS}{query}").context["history"] for query in ("", "?before=26", "?before=6")
    )

    assert [(page.lines[0].version, page.lines[-1].version, page.older) for page in (first, second, last)] == [
        (45, 26, 26),
        (25, 6, 6),
        (5, 1, None),
    ]


@pytest.mark.parametrize("count", [10, 200])
def test_the_history_costs_the_same_however_long(alice, client_of, django_assert_num_queries, count):
    write_many(alice, count)
    client = client_of(alice)
    client.get(VERSIONS)

    with django_assert_num_queries(7):
        client.get(VERSIONS)


def test_a_section_without_history_says_so(alice, client_of):
    assert "Nobody has published this section yet" in client_of(alice).get(VERSIONS).content.decode()
