"""Leaving: what one looked after goes to a colleague, sockets close, and one's own words stay one's own."""

import time

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.utils import timezone

from companies.actions import invitations, staff
from companies.actions.drafts import keep_draft
from companies.consumers import NOT_ALLOWED
from companies.exceptions import HeirHasLeft, LastOwner
from companies.models import Invitation, Member, SectionDraft
from companies.roles import Role
from network.common import pushes
from network.common.models import Push
from network.notifications.models import Notification
from premium.models import BillingDeputy
from premium.payment_links.actions.sending import send_link
from premium.payment_links.models import PaymentLink
from search_index.alerts.models import SavedSearch
from tests.factories.companies import MemberFactory
from tests.factories.premium import OrderFactory
from tests.sockets import Socket, in_a_loop


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def dan(acme):
    return MemberFactory(company=acme, role=Role.ADMIN, user__name="Dan Petit")


@pytest.fixture
def heir(acme):
    return MemberFactory(company=acme, role=Role.SALES, user__name="Eve")


@pytest.fixture
def belongings(acme, dan, heir):
    """One of everything a person looks after; a search that the heir keeps too."""
    for user, address in ((dan.user, "q=a"), (dan.user, "q=b"), (heir.user, "q=b")):
        SavedSearch.objects.create(company=acme, user=user, name=address, address=address)
    invitations.invite(acting=dan, email="new@acme.example", role=Role.ADMIN)
    BillingDeputy.objects.create(company=acme, member=dan)
    send_link(acting=dan, order=OrderFactory(company=acme), email="payer@acme.example", language="en")


def test_what_a_removed_colleague_looked_after_goes_to_the_heir(acme, alice, dan, heir, belongings):
    staff.remove_member(acting=alice, member=dan, heir=heir)

    assert sorted(SavedSearch.objects.filter(user=heir.user).values_list("address", flat=True)) == ["q=a", "q=b"]
    assert not SavedSearch.objects.filter(user=dan.user).exists()
    assert BillingDeputy.objects.get().member == heir
    assert PaymentLink.objects.get().sent_by == heir.user
    assert Invitation.objects.get().invited_by == alice.user  # sales may not give that role: it goes to an owner
    removed, handed_over = acme.journal.order_by("-pk")[:2]
    assert (removed.act, handed_over.act) == ("staff.removed", "staff.handed_over")
    assert handed_over.subject == "Dan Petit → Eve"
    assert handed_over.details["counts"] == {
        "invitations": 1, "billing_deputy": 1, "payment_links": 1, "kept_searches": 2,
    }  # fmt: skip


def test_without_an_heir_it_goes_to_who_removes_or_to_an_owner(alice, dan, heir, belongings):
    staff.remove_member(acting=alice, member=dan)
    assert BillingDeputy.objects.get().member == alice

    BillingDeputy.objects.update(member=heir)
    staff.leave(acting=heir)
    assert BillingDeputy.objects.get().member == alice


def test_somebody_of_another_company_inherits_nothing(borg, alice, dan, owner_of, belongings):
    with pytest.raises(HeirHasLeft):
        staff.remove_member(acting=alice, member=dan, heir=owner_of(borg))

    assert Member.objects.active().filter(pk=dan.pk).exists()
    assert BillingDeputy.objects.get().member == dan


def test_the_last_owner_hands_over_nothing(acme, alice):
    BillingDeputy.objects.create(company=acme, member=alice)

    with pytest.raises(LastOwner):
        staff.leave(acting=alice)

    assert BillingDeputy.objects.get().member == alice


def test_the_pages_show_what_is_looked_after_and_ask_to_whom_it_goes(alice, dan, heir, belongings, client_of):
    page = f"/en/page/staff/members/{dan.pk}/remove/"
    shown = client_of(alice).get(page).content.decode()
    leaving = client_of(dan).get("/en/page/staff/leave/").content.decode()

    for words in ("1 invitation that waits", "2 kept searches", "1 payment link", "the deputy’s part"):
        assert words in shown
        assert words in leaving
    assert f'<option value="{alice.pk}" selected>Alice Martin (Owner)' in shown
    client_of(alice).post(page, {"heir": heir.pk})
    assert BillingDeputy.objects.get().member == heir


def test_what_is_sent_after_the_removal_is_done_for_no_other_company(acme, borg, dan, alice, client_of):
    MemberFactory(company=borg, user=dan.user, role=Role.OWNER)
    browser = client_of(dan)
    browser.get("/en/page/")
    staff.remove_member(acting=alice, member=dan)

    answer = browser.post("/en/page/edit/presentation/", {"text": "Half a sentence", "base_version": "0"})

    assert answer.url == "/en/companies/start/"
    assert "acting_for" not in browser.session
    assert not borg.sections.filter(kind="presentation").exists()
    draft = SectionDraft.objects.get()
    assert (draft.company, draft.author, draft.fields) == (acme, dan.user, {"text": ["Half a sentence"]})
    assert "You are no longer on the staff of" in browser.get(answer.url).content.decode()


def test_what_was_typed_last_does_not_erase_the_older_draft(acme, dan, alice, client_of):
    keep_draft(acting=dan, kind="presentation", base_version=0, fields={"text": ["Older"]})
    browser = client_of(dan)
    staff.remove_member(acting=alice, member=dan)

    browser.post("/en/page/edit/presentation/draft/", {"text": "Newer", "base_version": "0"})

    draft = SectionDraft.objects.get()
    assert (draft.fields, draft.set_aside["fields"]) == ({"text": ["Newer"]}, {"text": ["Older"]})


def test_only_its_author_reads_copies_and_deletes_a_text(
    acme, dan, alice, heir, client_of, django_capture_on_commit_callbacks
):
    keep_draft(acting=dan, kind="presentation", base_version=0, fields={"text": ["My own words"]})
    SectionDraft.objects.create(
        company=acme, author=heir.user, kind="presentation", base_version=0, fields={"text": ["Not his words"]}
    )
    browser = client_of(dan)
    assert "No text is left" in browser.get("/en/companies/left/texts/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        staff.remove_member(acting=alice, member=dan)
    text = SectionDraft.objects.get(author=dan.user)

    assert Notification.objects.get(user=dan.user, kind="staff.removed").url == "/en/companies/left/texts/"
    assert "/en/companies/left/texts/" in browser.get("/en/companies/start/").content.decode()
    shown = browser.get("/en/companies/left/texts/").content.decode()
    assert "My own words" in shown
    assert "Not his words" not in shown
    assert client_of(alice).post(f"/en/companies/left/texts/{text.pk}/delete/").status_code == 404
    browser.post(f"/en/companies/left/texts/{text.pk}/delete/")
    assert list(SectionDraft.objects.values_list("author", flat=True)) == [heir.user_id]


@pytest.mark.parametrize("is_worker", [False, True])
def test_an_open_socket_is_closed_within_two_seconds_of_the_removal(
    acme, alice, dan, client_of, is_worker, monkeypatch, django_capture_on_commit_callbacks
):
    """Also when another process took the person off: the process of the pages looks for what it wrote once a second."""
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    monkeypatch.setattr(pushes, "_is_in_worker", lambda: is_worker)

    def remove():
        with django_capture_on_commit_callbacks(execute=True):
            staff.remove_member(acting=alice, member=dan)

    @in_a_loop
    async def story():
        socket = Socket(await sync_to_async(client_of)(dan), "/ws/page/")
        assert await socket.connect()
        await sync_to_async(remove)()
        began = time.monotonic()
        closed = await socket.receive_output(timeout=2)
        assert (closed["type"], closed["code"]) == ("websocket.close", NOT_ALLOWED)
        assert time.monotonic() - began < 2
        await socket.disconnect()

    story()
    needs_a_row = is_worker and isinstance(get_channel_layer(), InMemoryChannelLayer)  # with Redis it is told at once
    assert Push.objects.exists() is needs_a_row
    assert Member.objects.get(pk=dan.pk).ended_at <= timezone.now()
