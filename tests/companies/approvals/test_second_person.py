"""Four eyes: what a company chose goes through a second person, whoever writes and by whichever way."""

import base64
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from companies import journal
from companies.actions.categories import ask_category_change
from companies.actions.drafts import keep_draft
from companies.actions.identity import change_logo
from companies.actions.invitations import invite
from companies.actions.sections import restore_section, save_section
from companies.actions.staff import change_role, leave, remove_member
from companies.approvals.actions.asking import withdraw_request
from companies.approvals.actions.deciding import approve_request, meet_deadline, send_back_request
from companies.approvals.exceptions import CommentMissing, NoLongerWaiting, NotYourRequest, OwnRequest
from companies.approvals.models import ApprovalRequest
from companies.exceptions import RoleTooSmall, StaleSection
from companies.models import CategoryChange, Invitation, JournalEntry, Section, SectionDraft
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.sections import section_of
from network.notifications.models import Mail, Notification
from tests.factories.companies import MemberFactory


def acts() -> list[tuple[str, str]]:
    return list(JournalEntry.objects.order_by("pk").values_list("act", "author_name"))


def test_publishing_is_held_up_and_the_second_person_asked(acme, alice, ana, choose):
    choose(acme, "page")

    with pytest.raises(NeedsSecondPerson) as held:
        save_section(acting=ana, kind="presentation", content={"text": "Bicycles."}, base_version=0)

    request = ApprovalRequest.objects.get()
    assert str(held.value.sentence) == "Sent to Alice Martin for approval. Nothing changes until then."
    assert held.value.next_url.endswith(f"/page/second-person/{request.pk}/")
    assert not Section.objects.exists()
    assert (request.kind, request.subject, request.state) == ("page", "presentation", "pending")
    assert request.deadline_at - request.asked_at == timedelta(hours=72)
    news = Notification.objects.get()
    assert (news.user, news.kind) == (alice.user, "approvals.asked")
    assert news.arguments["act"] == "publish the section Presentation"
    assert Mail.objects.get().address == alice.user.email
    entry = JournalEntry.objects.get()
    assert (entry.author_name, journal.sentence(entry)) == (
        "Ana Ferreira",
        "asked a second person: publish the section Presentation",
    )


def test_an_approved_text_is_published_as_its_author_wrote_it(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = ask(ana)
    keep_draft(acting=ana, kind="presentation", base_version=0, fields={"text": ["Bicycles."]})

    decided = approve_request(acting=alice, request=request)

    section = section_of(acme, "presentation")
    assert (section.version, section.content, section.saved_by) == (1, {"text": "Bicycles."}, ana.user)
    assert (decided.state, decided.decided_by) == ("approved", alice.user)
    assert acts() == [
        ("approvals.asked", "Ana Ferreira"),
        ("page.section_saved", "Ana Ferreira"),
        ("approvals.approved", "Alice Martin"),
    ]
    assert Notification.objects.get(user=ana.user).kind == "approvals.approved"
    assert not SectionDraft.objects.exists()


def test_what_was_typed_since_stays_a_draft(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = ask(ana)
    keep_draft(acting=ana, kind="presentation", base_version=0, fields={"text": ["Bicycles and more."]})

    approve_request(acting=alice, request=request)

    assert SectionDraft.objects.get().fields == {"text": ["Bicycles and more."]}


@pytest.mark.parametrize("number", [999_999, None])
def test_no_number_opens_the_gate_but_that_of_an_approved_request(acme, alice, ana, choose, ask, number):
    choose(acme, "page")
    request = ask(ana)
    forged = number or request.pk

    with pytest.raises(NeedsSecondPerson):
        save_section(acting=ana, kind="presentation", content={"text": "Bicycles."}, base_version=0, approval=forged)

    assert not Section.objects.exists()


def test_an_approval_works_once_and_for_its_text_alone(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = approve_request(acting=alice, request=ask(ana))

    with pytest.raises(NeedsSecondPerson):
        save_section(acting=ana, kind="presentation", content={"text": "Else."}, base_version=1, approval=request.pk)

    assert section_of(acme, "presentation").version == 1


def test_nobody_approves_his_own(acme, alice, choose, ask):
    MemberFactory(company=acme, role=Role.EDITOR)
    choose(acme, "page")
    request = ask(alice)

    with pytest.raises(OwnRequest):
        approve_request(acting=alice, request=request)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalRequest.objects.update(state="approved", decided_by=alice.user, decided_at=timezone.now())

    assert not Section.objects.exists()
    assert ApprovalRequest.objects.get().is_pending


def test_a_small_role_decides_nothing(acme, alice, ana, choose, ask):
    choose(acme, "page")
    analyst = MemberFactory(company=acme, role=Role.ANALYST)
    request = ask(ana)

    with pytest.raises(RoleTooSmall):
        approve_request(acting=analyst, request=request)

    assert ApprovalRequest.objects.get().is_pending


def test_a_text_sent_back_is_its_authors_draft_again(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = ask(ana)

    with pytest.raises(CommentMissing):
        send_back_request(acting=alice, request=request, comment=" ")
    send_back_request(acting=alice, request=request, comment="Name the brands.")

    assert ApprovalRequest.objects.get().state == "sent_back"
    draft = SectionDraft.objects.get()
    assert (draft.author, draft.fields["text"], draft.base_version) == (ana.user, ["Bicycles."], 0)
    news = Notification.objects.get(user=ana.user)
    assert (news.kind, news.arguments["comment"]) == ("approvals.sent_back", "Name the brands.")
    with pytest.raises(NoLongerWaiting):
        approve_request(acting=alice, request=request)
    assert not Section.objects.exists()


def test_a_newer_request_takes_the_place_of_the_older(acme, alice, ana, choose, ask):
    choose(acme, "page")
    first = ask(ana, "First.")
    second = ask(ana, "Second.")

    with pytest.raises(NoLongerWaiting):
        approve_request(acting=alice, request=first)
    approve_request(acting=alice, request=second)

    assert section_of(acme, "presentation").content == {"text": "Second."}


def test_who_asked_withdraws_and_nobody_else(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = ask(ana)

    with pytest.raises(NotYourRequest):
        withdraw_request(acting=alice, request=request)
    withdraw_request(acting=ana, request=request)

    assert ApprovalRequest.objects.get().state == "withdrawn"
    assert SectionDraft.objects.get().author == ana.user


def test_an_approval_overwrites_nothing_that_came_meanwhile(acme, alice, ana, choose, ask):
    choose(acme, "page")
    request = ask(ana)
    save_section(
        acting=None, company=acme, kind="presentation", content={"text": "Imported."}, base_version=0, system="import"
    )

    decided = approve_request(acting=alice, request=request)

    assert decided.state == "overtaken"
    assert section_of(acme, "presentation").content == {"text": "Imported."}
    assert SectionDraft.objects.get().base_version == 0
    assert Notification.objects.get(user=ana.user).kind == "approvals.overtaken"
    with pytest.raises(StaleSection):
        save_section(acting=ana, kind="presentation", content={"text": "Bicycles."}, base_version=0)


def test_restoring_goes_through_the_same_gate(acme, alice, ana, choose):
    for version, text in enumerate(("First.", "Second.")):
        save_section(acting=alice, kind="presentation", content={"text": text}, base_version=version)
    choose(acme, "page")

    with pytest.raises(NeedsSecondPerson):
        restore_section(acting=ana, kind="presentation", version=1, base_version=2)
    approve_request(acting=alice, request=ApprovalRequest.objects.get())

    section = section_of(acme, "presentation")
    assert (section.version, section.content) == (3, {"text": "First."})
    assert section.revisions.get(version=3).restored_from == 1


def test_the_identity_the_logo_and_the_category_are_another_choice(acme, alice, choose):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    choose(acme, "identity")
    picture = ContentFile(b"png", name="logo.png")
    identity = {**section_of(acme, "identity").content, "offer": "Bicycles"}

    save_section(acting=alice, kind="presentation", content={"text": "Not chosen."}, base_version=0)
    for attempt in (
        lambda: save_section(acting=alice, kind="identity", content=identity, base_version=0),
        lambda: change_logo(acting=alice, picture=picture),
        lambda: ask_category_change(acting=alice, category="brand", reason="We make them."),
    ):
        with pytest.raises(NeedsSecondPerson):
            attempt()
    acme.refresh_from_db()
    assert (acme.offer, acme.logo.name, CategoryChange.objects.count()) == ("", "", 0)

    for request in ApprovalRequest.objects.pending().order_by("pk"):
        assert approve_request(acting=admin, request=request).state == "approved"

    acme.refresh_from_db()
    assert (acme.offer, acme.logo.read()) == ("Bicycles", b"png")
    assert ApprovalRequest.objects.get(act="page.logo_changed").payload == {
        "picture": base64.b64encode(b"png").decode()
    }
    change = CategoryChange.objects.get()
    assert (change.category, change.asked_by) == ("brand", alice.user)


def test_roles_invitations_and_removals_are_held_up(acme, alice, ana, choose):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    sales = MemberFactory(company=acme, role=Role.SALES)
    choose(acme, "roles")
    for attempt in (
        lambda: change_role(acting=alice, member=ana, role=Role.SALES),
        lambda: remove_member(acting=alice, member=sales),
        lambda: invite(acting=alice, email="new@example.com", role=Role.BILLING),
    ):
        with pytest.raises(NeedsSecondPerson):
            attempt()
    ana.refresh_from_db()
    sales.refresh_from_db()
    assert (ana.role, sales.ended_at, Invitation.objects.count()) == (Role.EDITOR, None, 0)

    for request in ApprovalRequest.objects.pending().order_by("pk"):
        assert approve_request(acting=admin, request=request).state == "approved"

    ana.refresh_from_db()
    sales.refresh_from_db()
    assert (ana.role, sales.ended_at is None) == (Role.SALES, False)
    assert Invitation.objects.get().invited_by == alice.user


def test_whoever_has_become_alone_is_not_locked_out_and_the_journal_says_so(acme, alice, ana, choose):
    choose(acme, "page")
    leave(acting=ana)

    section = save_section(acting=alice, kind="presentation", content={"text": "Alone."}, base_version=0)

    assert section.version == 1
    assert not ApprovalRequest.objects.exists()
    entry = JournalEntry.objects.get(act="approvals.alone")
    assert journal.sentence(entry) == (
        "acted without a second person, as there is nobody else: publish the section Presentation"
    )


def test_whoever_left_asks_for_nothing_any_more_and_keeps_his_text(acme, alice, ana, choose, ask, relay_outbox):
    choose(acme, "page")
    ask(ana)

    remove_member(acting=alice, member=ana)
    relay_outbox()

    assert ApprovalRequest.objects.get().state == "withdrawn"
    assert SectionDraft.objects.get().author == ana.user


def test_in_time_the_deputy_is_told_and_may_decide_then_the_request_ends(acme, alice, ana, choose, ask):
    deputy = MemberFactory(company=acme, role=Role.BILLING, user__name="Dora")
    choose(acme, "page", deputy=deputy)
    request, asked_again = ask(ana), ask(alice, "Another text.")
    with pytest.raises(RoleTooSmall):
        approve_request(acting=deputy, request=request)
    assert meet_deadline(request.pk) is None  # too early

    with time_machine.travel(request.deadline_at + timedelta(minutes=1)):
        assert [meet_deadline(request.pk) is None for _again in range(2)] == [False, True]
        assert Notification.objects.get(user=deputy.user).kind == "approvals.deputy_asked"
        meet_deadline(asked_again.pk)
        assert approve_request(acting=deputy, request=asked_again).state == "approved"

    with time_machine.travel(request.deadline_at + timedelta(hours=73)):
        assert [meet_deadline(request.pk) is None for _again in range(2)] == [False, True]
    assert ApprovalRequest.objects.get(pk=request.pk).state == "timed_out"
    assert SectionDraft.objects.get().author == ana.user
    told = Notification.objects.filter(kind="approvals.timed_out").values_list("user__name", flat=True)
    assert sorted(told) == ["Ana Ferreira", "Dora"]


def test_the_deputy_is_asked_at_once_when_there_is_nobody_else(acme, alice, choose, ask):
    deputy = MemberFactory(company=acme, role=Role.BILLING)
    choose(acme, "page", deputy=deputy)

    assert approve_request(acting=deputy, request=ask(alice)).state == "approved"
