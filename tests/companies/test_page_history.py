"""The whole page as it was at a moment: seen again, and put on line again, all of it or nothing."""

import pytest

from companies.actions.restoring import restore_page
from companies.actions.sections import save_section
from companies.exceptions import PageMoved, RoleTooSmall
from companies.models import JournalEntry, SectionRevision
from companies.roles import Role
from companies.sections import section_of
from companies.selectors.page_history import page_then
from tests.factories.companies import MemberFactory

HISTORY = "/en/page/history/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


def save(member, kind: str, content: dict, base: int) -> SectionRevision:
    section = save_section(acting=member, kind=kind, content=content, base_version=base)
    return SectionRevision.objects.get(section=section, version=section.version)


@pytest.fixture
def morning(alice):
    """The page of the morning; since then two sections changed and a third was begun."""
    save(alice, "identity", {"offer": "Bicycles", "languages": ["fr"]}, 0)
    state = save(alice, "presentation", {"text": "We sell bicycles."}, 0)
    save(alice, "presentation", {"text": "We sell scooters."}, 1)
    save(alice, "identity", {"offer": "Scooters", "languages": ["fr"]}, 1)
    save(alice, "references", {"references": [{"client": "Borg"}]}, 0)
    return state


BASES = {"identity": 2, "presentation": 2, "references": 1}


def contents(company) -> dict:
    return {kind: section_of(company, kind).content for kind in BASES}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_page_is_seen_as_it_was(alice, client_of, morning, language):
    page = client_of(alice).get(f"/{language}/page/history/{morning.pk}/").content.decode()

    assert "We sell bicycles." in page
    assert "Bicycles" in page
    assert "scooters" not in page.lower()


def test_the_whole_page_is_restored_at_once(acme, alice, client_of, morning):
    client = client_of(alice)
    asked = client.get(f"{HISTORY}{morning.pk}/restore/").content.decode()

    client.post(f"{HISTORY}{morning.pk}/restore/", {f"base-{kind}": base for kind, base in BASES.items()})

    assert "<del>scooters.</del>" in asked
    assert contents(acme) == {
        "identity": {"offer": "Bicycles", "languages": ["fr"]},
        "presentation": {"text": "We sell bicycles."},
        "references": {"references": []},
    }
    acme.refresh_from_db()
    assert acme.offer == "Bicycles"
    assert SectionRevision.objects.get(section__kind="presentation", version=3).restored_from == 1
    assert JournalEntry.objects.get(act="page.restored").details["sections"] == [
        "identity",
        "presentation",
        "references",
    ]


def test_undo_is_to_restore_the_state_before(acme, alice, morning):
    before, latest = contents(acme), SectionRevision.objects.latest("pk")
    restore_page(acting=alice, revision=morning, base_versions=BASES)

    restore_page(acting=alice, revision=latest, base_versions={"identity": 3, "presentation": 3, "references": 2})

    assert contents(acme) == before


def test_a_page_that_moved_is_not_restored_at_all(acme, alice, client_of, morning):
    ana = MemberFactory(company=acme, role=Role.EDITOR)
    save(ana, "presentation", {"text": "Ana was faster."}, 2)
    before = contents(acme)

    answer = client_of(alice).post(
        f"{HISTORY}{morning.pk}/restore/", {f"base-{kind}": base for kind, base in BASES.items()}
    )

    assert answer.status_code == 409
    assert "These sections were published meanwhile: Presentation." in answer.content.decode()
    assert 'name="base-presentation" value="3"' in answer.content.decode()
    assert contents(acme) == before
    assert not JournalEntry.objects.filter(act="page.restored").exists()


def test_a_section_nobody_confirmed_counts_as_moved(alice, morning):
    with pytest.raises(PageMoved):
        restore_page(acting=alice, revision=morning, base_versions={"identity": 2, "presentation": 2})


def test_the_team_answers_for_itself(acme, alice, client_of, morning):
    save(alice, "team", {"members": [{"member": alice.pk, "name": "Alice", "function": ""}]}, 0)

    page = client_of(alice).get(f"{HISTORY}{morning.pk}/restore/").content.decode()
    restore_page(acting=alice, revision=morning, base_versions=BASES)

    assert "each person answers for his own line" in page
    assert len(section_of(acme, "team").content["members"]) == 1


def test_a_small_role_restores_nothing(acme, morning):
    before = contents(acme)

    with pytest.raises(RoleTooSmall):
        restore_page(acting=MemberFactory(company=acme, role=Role.SALES), revision=morning, base_versions=BASES)

    assert contents(acme) == before


def test_the_list_of_states_costs_the_same_however_long(alice, client_of, morning, django_assert_num_queries):
    client = client_of(alice)
    client.get(HISTORY)
    for length in (0, 60):
        SectionRevision.objects.bulk_create(
            SectionRevision(
                section=morning.section,
                version=number + 10,
                content={"text": ""},
                author=alice.user,
                saved_at=morning.saved_at,
            )
            for number in range(length)
        )
        with django_assert_num_queries(7):
            page = client.get(HISTORY)

    assert len(page.context["history"].states) == 20
    assert client.get(f"{HISTORY}?before={page.context['history'].older}").status_code == 200


def test_a_page_without_history_says_so(alice, client_of):
    assert "Nothing was published yet" in client_of(alice).get(HISTORY).content.decode()


def test_a_page_as_it_is_now_has_nothing_to_restore(alice, client_of, morning):
    latest = SectionRevision.objects.latest("pk")

    assert page_then(alice.company, latest).changes == []
    assert "already as it was then" in client_of(alice).get(f"{HISTORY}{latest.pk}/restore/").content.decode()
    told = client_of(alice).post(f"{HISTORY}{latest.pk}/restore/", follow=True)
    assert "nothing was changed" in told.content.decode()
