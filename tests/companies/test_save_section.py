"""Saving a section: one write path, a version each, nothing overwritten."""

import pytest

from companies.actions.sections import confirm_section, restore_section, save_section
from companies.exceptions import RoleTooSmall, StaleSection
from companies.models import JournalEntry, Section, SectionRevision
from companies.roles import Role
from companies.sections import section_of
from companies.signals import company_changed
from network.common.exceptions import Forbidden
from tests.factories.companies import MemberFactory


def text(words: str) -> dict:
    return {"text": words}


def test_a_section_never_saved_has_version_0(acme):
    section = section_of(acme, "presentation")

    assert section.version == 0
    assert section.content == {"text": ""}
    assert section.pk is None


def test_the_first_save_publishes_version_1_with_revision_and_journal(acme, owner_of):
    alice = owner_of(acme)

    section = save_section(acting=alice, kind="presentation", content=text("We sell bicycles."), base_version=0)

    assert section.version == 1
    revision = SectionRevision.objects.get(section=section)
    assert (revision.version, revision.author, revision.content) == (1, alice.user, text("We sell bicycles."))
    entry = JournalEntry.objects.get(company=acme, act="page.section_saved")
    assert (entry.subject, entry.author_name, entry.details) == ("presentation", "Alice Martin", {"version": 1})


def test_saving_on_top_of_a_newer_version_is_refused_with_all_three_texts(acme, owner_of):
    alice = owner_of(acme)
    ana = MemberFactory(company=acme, role=Role.EDITOR)
    save_section(acting=alice, kind="presentation", content=text("Origin"), base_version=0)
    save_section(acting=ana, kind="presentation", content=text("Theirs"), base_version=1)

    with pytest.raises(StaleSection) as refused:
        save_section(acting=alice, kind="presentation", content=text("Mine"), base_version=1)

    assert refused.value.mine == text("Mine")
    assert refused.value.base == text("Origin")
    assert refused.value.theirs.content == text("Theirs")
    assert refused.value.theirs.saved_by == ana.user
    section = section_of(acme, "presentation")
    assert (section.version, section.content) == (2, text("Theirs"))
    assert section.revisions.count() == 2
    assert JournalEntry.objects.filter(company=acme).count() == 2


def test_two_first_saves_are_a_conflict_too(acme, owner_of):
    save_section(acting=owner_of(acme), kind="presentation", content=text("First"), base_version=0)

    with pytest.raises(StaleSection) as refused:
        save_section(acting=owner_of(acme), kind="presentation", content=text("Second"), base_version=0)

    assert refused.value.base == {"text": ""}
    assert section_of(acme, "presentation").content == text("First")


def test_saving_what_is_published_already_adds_no_version(acme, owner_of):
    save_section(acting=owner_of(acme), kind="presentation", content=text("Same"), base_version=0)
    Section.objects.update(confirmed_at="2020-01-01T00:00:00Z")

    section = save_section(acting=owner_of(acme), kind="presentation", content=text("Same"), base_version=0)

    assert section.version == 1
    assert section.revisions.count() == 1
    assert section.confirmed_at.year > 2020


def test_an_import_writes_through_the_same_door(acme):
    section = save_section(
        acting=None, company=acme, kind="identity", content={"offer": "Bicycles"}, base_version=0, system="import"
    )

    assert section.revisions.get(version=1).source == "import"
    assert JournalEntry.objects.get(company=acme).author_name == "import"
    acme.refresh_from_db()
    assert acme.offer == "Bicycles"


def test_a_write_without_author_is_a_programming_error(acme):
    with pytest.raises(ValueError, match="member who acts"):
        save_section(acting=None, company=acme, kind="identity", content={}, base_version=0)


def test_what_an_imported_page_held_is_kept_as_version_0(acme, owner_of):
    acme.phone = "+33 1 00 00 00 00"
    acme.save()
    member = owner_of(acme)

    section = save_section(
        acting=member, kind="identity", content={**section_of(acme, "identity").content, "phone": ""}, base_version=0
    )

    assert section.revisions.get(version=0).content["phone"] == "+33 1 00 00 00 00"
    acme.refresh_from_db()
    assert acme.phone == ""


def test_places_are_projected_in_their_order(acme, owner_of):
    places = [
        {"kind": "headquarters", "address": "1 rue A", "postal_code": "75001", "city": "Paris", "country": "FR"},
        {"kind": "warehouse", "address": "", "postal_code": "", "city": "Lille", "country": "FR"},
    ]

    save_section(acting=owner_of(acme), kind="places", content={"places": places}, base_version=0)
    save_section(acting=owner_of(acme), kind="places", content={"places": places[::-1]}, base_version=1)

    assert [place.city for place in acme.places.all()] == ["Lille", "Paris"]


def test_a_role_without_the_right_saves_nothing(acme):
    billing = MemberFactory(company=acme, role=Role.BILLING)

    with pytest.raises(RoleTooSmall):
        save_section(acting=billing, kind="presentation", content=text("No"), base_version=0)

    assert not Section.objects.exists()
    assert not JournalEntry.objects.exists()


def test_nobody_can_put_a_colleague_into_the_team(acme, owner_of):
    ana = MemberFactory(company=acme, role=Role.EDITOR)
    entry = {"member": ana.pk, "name": "Ana", "function": ""}

    with pytest.raises(Forbidden):
        save_section(acting=owner_of(acme), kind="team", content={"members": [entry]}, base_version=0)

    assert not Section.objects.exists()


def test_every_member_may_appear_in_the_team_and_an_editor_may_take_him_off(acme, owner_of):
    analyst = MemberFactory(company=acme, role=Role.ANALYST)
    entry = {"member": analyst.pk, "name": "Paul", "function": "Figures"}

    save_section(acting=analyst, kind="team", content={"members": [entry]}, base_version=0)
    section = save_section(acting=owner_of(acme), kind="team", content={"members": []}, base_version=1)

    assert section.version == 2


def test_an_analyst_cannot_take_others_off_the_team(acme, owner_of):
    alice = owner_of(acme)
    entry = {"member": alice.pk, "name": "Alice", "function": ""}
    save_section(acting=alice, kind="team", content={"members": [entry]}, base_version=0)
    analyst = MemberFactory(company=acme, role=Role.ANALYST)

    with pytest.raises(Forbidden):
        save_section(acting=analyst, kind="team", content={"members": []}, base_version=1)

    assert section_of(acme, "team").version == 1


def test_still_true_refreshes_without_a_new_version(acme, owner_of):
    save_section(acting=owner_of(acme), kind="presentation", content=text("Same"), base_version=0)
    Section.objects.update(confirmed_at="2020-01-01T00:00:00Z")

    confirm_section(acting=owner_of(acme), kind="presentation")

    section = section_of(acme, "presentation")
    assert section.version == 1
    assert section.confirmed_at.year > 2020
    assert JournalEntry.objects.filter(act="page.section_confirmed").count() == 1


def test_an_earlier_text_comes_back_as_the_next_version(acme, owner_of):
    for version, words in enumerate(("One", "Two")):
        save_section(acting=owner_of(acme), kind="presentation", content=text(words), base_version=version)

    section = restore_section(acting=owner_of(acme), kind="presentation", version=1, base_version=2)

    assert (section.version, section.content) == (3, text("One"))


def test_restoring_over_a_version_not_seen_is_refused(acme, owner_of):
    for version, words in enumerate(("One", "Two", "Three")):
        save_section(acting=owner_of(acme), kind="presentation", content=text(words), base_version=version)

    with pytest.raises(StaleSection):
        restore_section(acting=owner_of(acme), kind="presentation", version=1, base_version=2)

    assert section_of(acme, "presentation").content == text("Three")


def test_every_save_is_announced_after_commit(acme, owner_of, django_capture_on_commit_callbacks):
    heard = []
    company_changed.connect(lambda company_ids, **kwargs: heard.extend(company_ids), weak=False, dispatch_uid="test")

    with django_capture_on_commit_callbacks(execute=True):
        save_section(acting=owner_of(acme), kind="presentation", content=text("News"), base_version=0)

    company_changed.disconnect(dispatch_uid="test")
    assert heard == [acme.pk]
