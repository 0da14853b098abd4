"""Two pages of one company become one: rows move, nothing is doubled, nothing is lost, money stays where it is."""

import pytest
from django.test import Client

from companies.actions.page_notices import show_company
from companies.duplicates.actions.merging import merge_companies
from companies.duplicates.exceptions import AlreadyMerged, CannotMerge, NoReason, PlanChanged
from companies.duplicates.models import Merge
from companies.duplicates.planning import plan_merge
from companies.exceptions import MergedAway, NotAnOperator
from companies.merge_rules import Pair, merge_rules
from companies.models import (
    CategoryChange,
    CompanyUserPermission,
    CustomRole,
    Identifier,
    ImportedRecord,
    Invitation,
    JournalEntry,
    Member,
    Section,
)
from connections.messaging.models import Conversation, Message, Participation
from connections.models import Block, Connection, Follow, Introduction
from network.feed.models import FeedEntry
from network.notifications.models import Notification
from search_index.models import IndexEntry
from search_index.shortlists.models import Shortlisted, ShortlistNote
from tests.companies.duplicates.conftest import furnish
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.connections import BlockFactory, FollowFactory
from tests.factories.premium import OrderFactory


@pytest.fixture
def merged(acme, double, borg, cyan, merge) -> Merge:
    furnish(acme, double, borg, cyan)
    return merge(acme, double)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_address_of_the_merged_page_leads_to_the_kept_one(acme, double, merge, language):
    merge(acme, double)

    answer = Client().get(f"/{language}/companies/acme-sas/")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/{language}/companies/acme/")


def test_two_merges_in_a_row_lead_to_the_last_page(acme, double, borg, merge):
    merge(acme, double)
    acme.refresh_from_db()
    merge(borg, acme)

    assert Client().get("/en/companies/acme-sas/").headers["Location"] == "/en/companies/borg/"


def test_the_kept_text_stands_and_the_other_one_is_kept_too(acme, double, merged):
    assert Section.objects.get(company=acme, kind="presentation").content == {"text": "We sell traps."}
    assert Section.objects.get(company=double, kind="presentation").content == {"text": "We make traps."}
    assert merged.contents["presentation"] == {"text": "We make traps."}


def test_a_section_the_kept_page_lacks_comes_with_its_versions(acme, merged):
    section = Section.objects.get(company=acme, kind="practical")

    assert section.content["service_areas"] == ["FR"]
    assert section.revisions.count() == 1
    assert [place.city for place in acme.places.all()] == ["Lyon"]


def test_blanks_of_a_page_nobody_has_saved_are_filled(acme, merged):
    acme.refresh_from_db()

    assert acme.website == "https://acme.example"
    assert acme.category == "merchant"


def test_the_checked_number_moves_in_place_of_the_declared_one(acme, double, merged):
    assert Identifier.objects.get(company=acme).status == "valid"
    assert Identifier.objects.get(company=double).status == "declared"


def test_the_staff_joins_and_who_was_on_both_keeps_his_role(acme, double, merged):
    roles = {member.user.name: member.role for member in Member.objects.active().filter(company=acme)}

    assert roles == {"Alice Martin": "owner", "Dora Petit": "owner"}
    assert not Member.objects.active().filter(company=double).exists()


def test_a_follower_of_both_follows_once(acme, double, borg, cyan, merged):
    pairs = set(Follow.objects.values_list("follower__slug", "followed__slug"))

    assert pairs == {("borg", "acme"), ("borg", "acme-sas"), ("acme", "cyan"), ("acme-sas", "acme")}


def test_a_confirmed_connection_wins_over_a_proposal(acme, borg, cyan, merged):
    confirmed = Connection.objects.touching(acme.pk).confirmed()

    assert {each.other_than(acme.pk).slug for each in confirmed} == {"borg", "cyan"}
    assert Connection.objects.between(acme.pk, borg.pk).get().proposer == acme


def test_introductions_and_conversations_move_but_for_those_between_the_two(acme, double, borg, cyan, merged):
    assert Introduction.objects.get(asked=borg).asking == acme
    assert Introduction.objects.get(asked=acme).asking == double
    with_cyan = Conversation.objects.get(subject="A warehouse")
    assert set(with_cyan.participations.values_list("company__slug", "other__slug")) == {
        ("acme", "cyan"),
        ("cyan", "acme"),
    }
    assert {message.author_company.slug for message in with_cyan.messages.all()} == {"acme", "cyan"}
    twins = Conversation.objects.get(subject="Are we twins?")
    assert set(Participation.objects.filter(conversation=twins).values_list("company__slug", flat=True)) == {
        "acme",
        "acme-sas",
    }
    assert Message.objects.filter(conversation=twins, author_company=double).count() == 1


def test_a_block_wins_over_follows_of_the_kept_page(acme, double, merge):
    dull = CompanyFactory(name="Dull", slug="dull")
    FollowFactory(follower=acme, followed=dull)
    BlockFactory(blocker=double, blocked=dull)

    merge(acme, double)

    assert Block.objects.get().blocker == acme
    assert Follow.objects.get().follower == double


def test_a_candidate_listed_twice_keeps_its_notes(acme, cyan, merged):
    assert Shortlisted.objects.filter(company=cyan, candidate=acme).count() == 1
    assert ShortlistNote.objects.get().entry.candidate == acme


def test_the_next_import_finds_the_kept_page_and_feeds_it_from_one_row(acme, merged):
    outcomes = dict(ImportedRecord.objects.filter(company=acme).values_list("source_key", "outcome"))

    assert outcomes == {"acme": "created", "acme-sas": "doubled"}


def test_feed_and_news_of_the_staff_follow(acme, merged):
    assert FeedEntry.objects.get().reader == acme
    assert Notification.objects.filter(kind="staff.left").get().company_id == acme.pk


def test_without_its_staff_memberships_and_invitations_end(acme, double, borg, cyan, merge):
    furnish(acme, double, borg, cyan)

    merge(acme, double, with_staff=False)

    assert [member.user.name for member in Member.objects.active().filter(company=acme)] == ["Alice Martin"]
    assert not Member.objects.active().filter(company=double).exists()
    assert not Invitation.objects.open().exists()
    assert not CompanyUserPermission.objects.filter(content_object=double).exists()


def test_whoever_acted_for_the_merged_page_acts_for_the_kept_one(acme, double, client_of, merge):
    dora = double.members.get()
    MemberFactory(user=dora.user, company__name="Elder", joined_at=dora.joined_at.replace(year=2001))
    browser = client_of(dora)

    merge(acme, double)

    assert browser.get("/en/page/").context["our"].company == acme


def test_both_journals_and_both_staffs_learn_it(acme, double, merge, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        done = merge(acme, double)

    entries = JournalEntry.objects.filter(act__startswith="company.merged").values_list(
        "company__slug", "act", "subject"
    )
    assert set(entries) == {("acme", "company.merged", "ACME SAS"), ("acme-sas", "company.merged_away", "Acme")}
    told = Notification.objects.filter(kind="staff.page_merged")
    assert {news.user.name for news in told} == {"Alice Martin", "Dora Petit"}
    assert {news.url for news in told} == {f"/en/page/merged/{done.pk}/"}


def test_the_merged_page_leaves_the_search(acme, double, merge, relay_outbox):
    merge(acme, double)

    relay_outbox()

    assert list(IndexEntry.objects.values_list("company__slug", flat=True)) == ["acme"]


def test_a_page_that_bought_is_not_merged_away(acme, double, merge):
    OrderFactory(company=double)

    with pytest.raises(CannotMerge, match="other way round"):
        merge(acme, double)

    double.refresh_from_db()
    assert double.merged_into is None
    assert not Merge.objects.exists()


def test_two_checked_numbers_are_two_companies(acme, double, merge):
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value="552100554", status="valid")
    Identifier.objects.create(company=double, country="FR", scheme="siren", value="542107651", status="valid")

    with pytest.raises(CannotMerge, match="two legal entities"):
        merge(acme, double)


def test_a_role_of_its_own_is_not_carried_over(acme, double, merge):
    role = CustomRole.objects.create(company=double, name="Intern", permissions={"read_journal": True})
    MemberFactory(company=double, role="", custom_role=role)

    with pytest.raises(CannotMerge, match=r"\(Intern\)"):
        merge(acme, double)
    merge(acme, double, with_staff=False)

    assert not Member.objects.active().filter(custom_role=role).exists()


def test_a_wish_for_another_category_is_decided_first(acme, double, merge):
    CategoryChange.objects.create(company=double, category="provider", reason="We ship.")

    with pytest.raises(CannotMerge, match="Decide that first"):
        merge(acme, double)


def test_a_column_without_a_rule_stops_every_merge(acme, double, merge, monkeypatch):
    monkeypatch.delitem(merge_rules._entries, "connections.Follow")

    with pytest.raises(CannotMerge, match=r"connections\.Follow\.follower"):
        merge(acme, double)


def test_the_operator_merges_what_he_has_read_or_nothing(acme, double, borg, operator):
    pair = Pair(acme, double)
    read = plan_merge(pair).fingerprint
    FollowFactory(follower=borg, followed=double)

    with pytest.raises(PlanChanged):
        merge_companies(operator=operator, pair=pair, reason="One company.", fingerprint=read)

    assert Follow.objects.get().followed == double


def test_a_merged_page_is_neither_merged_again_nor_shown(acme, double, borg, merge, operator):
    merge(acme, double)

    with pytest.raises(AlreadyMerged):
        merge(borg, double)
    with pytest.raises(MergedAway):
        show_company(operator=operator, company=double)


def test_it_needs_a_reason_and_the_right(acme, double, operator):
    pair = Pair(acme, double)
    with pytest.raises(NoReason):
        merge_companies(operator=operator, pair=pair, reason=" ", fingerprint="")
    with pytest.raises(NotAnOperator):
        merge_companies(operator=UserFactory(is_staff=True), pair=pair, reason="One.", fingerprint="")
