"""Deleting one's account: never as the last owner, two weeks to change one's mind, what one looks after goes to the chosen heir."""

import pytest
from django.core import mail
from django.utils import timezone

from companies.actions.invitations import invite
from companies.models import Invitation, JournalEntry, Member
from companies.roles import Role
from companies.staffing.models import AccountClosing
from network.accounts.models import User
from network.common import outbox
from network.common.models import OutboxEvent
from network.notifications.models import Mail
from tests.factories.companies import MemberFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/en/account/close/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def dan():
    """An administrator of Borg who has sent an invitation; Bea is its owner, Cleo another administrator."""
    bea = MemberFactory(role=Role.OWNER, company__name="Borg", user__name="Bea Owner")
    MemberFactory(role=Role.ADMIN, company=bea.company, user__name="Cleo Admin")
    member = MemberFactory(role=Role.ADMIN, company=bea.company, user__name="Dan Admin")
    invite(acting=member, email="new@borg.example", role=Role.EDITOR)
    Mail.objects.all().delete()
    return member


@pytest.fixture
def signed_in(client, dan):
    client.force_login(dan.user, backend=BACKEND)
    return client


def ask(client, dan, heir="Cleo Admin"):
    chosen = Member.objects.get(user__name=heir)
    return client.post(PAGE, {f"company-{dan.company_id}-heir": chosen.pk})


def let_two_weeks_pass():
    OutboxEvent.objects.filter(topic="staffing.account_closing", done_at=None).update(run_at=timezone.now())
    outbox.relay()


def mails() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("template", flat=True))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_names_what_goes_to_whom_and_is_reached_from_the_settings(signed_in, dan, language):
    assert f"/{language}/account/close/" in signed_in.get(f"/{language}/account/").content.decode()

    page = signed_in.get(f"/{language}/account/close/").content.decode()

    assert "Borg" in page
    assert "Cleo Admin" in page
    assert f"company-{dan.company_id}-heir" in page


def test_after_two_weeks_everything_is_handed_over_and_the_person_is_gone(
    signed_in, dan, django_capture_on_commit_callbacks
):
    address = dan.user.email
    assert ask(signed_in, dan).url == PAGE
    assert mails() == ["account_closing"]
    assert "Keep my account" in signed_in.get(PAGE).content.decode()
    assert dan.user.is_active

    with django_capture_on_commit_callbacks(execute=True):
        let_two_weeks_pass()

    assert not User.objects.filter(email=address).exists()
    assert Invitation.objects.get(email="new@borg.example").invited_by.name == "Cleo Admin"
    assert not Member.objects.active().filter(company=dan.company, user_id=dan.user_id).exists()
    assert {"staff.left", "staff.handed_over"} <= set(
        JournalEntry.objects.filter(company=dan.company).values_list("act", flat=True)
    )
    assert [message.to for message in mail.outbox if message.subject == "Your account is deleted"] == [[address]]
    assert signed_in.get("/en/account/").status_code == 302


def test_who_keeps_the_account_is_told_and_nothing_happens(signed_in, dan):
    ask(signed_in, dan)

    signed_in.post("/en/account/close/keep/")
    let_two_weeks_pass()

    assert mails() == ["account_closing", "account_kept"]
    assert User.objects.filter(pk=dan.user_id).exists()
    assert Member.objects.active().filter(pk=dan.pk).exists()


def test_the_last_owner_hands_over_first(client, dan):
    owner = Member.objects.get(role=Role.OWNER)
    client.force_login(owner.user, backend=BACKEND)

    page = client.get(PAGE).content.decode()
    refused = client.post(PAGE)

    assert "First hand over your companies" in page
    assert 'name="next" value="/en/page/closing/"' in page, "or close the company"
    assert refused.status_code == 409
    assert not AccountClosing.objects.exists()


def test_who_becomes_the_last_owner_meanwhile_keeps_the_account_and_learns_why(signed_in, dan):
    ask(signed_in, dan)
    Member.objects.filter(role=Role.OWNER).update(role=Role.EDITOR)
    Member.objects.filter(pk=dan.pk).update(role=Role.OWNER)

    let_two_weeks_pass()

    assert mails()[-1] == "account_not_closed"
    assert "Borg" in Mail.objects.latest("pk").arguments["reason"]
    assert User.objects.filter(pk=dan.user_id).exists()
    assert not AccountClosing.objects.exists()
