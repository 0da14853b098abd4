"""A company asks its staff for a second factor: announced, in force from its day, for that company only, sockets too."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.consumers import EditingConsumer
from companies.models import Company, JournalEntry
from companies.roles import Role
from companies.staffing.actions.second_factor import set_second_factor_rule
from companies.staffing.exceptions import NoSecondFactorOfOnesOwn
from network.common import outbox
from network.common.models import OutboxEvent
from network.notifications.kinds import notification_kinds
from network.notifications.models import Mail, Notification
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.network.accounts.factors import app_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    member = MemberFactory(role=Role.OWNER, company__name="Borg")
    app_of(member.user)
    return member


@pytest.fixture
def dan(owner):
    """An editor without a second factor, of Borg first and of another company."""
    editor = MemberFactory(company=owner.company, role=Role.EDITOR, user__name="Dan")
    MemberFactory(user=editor.user, role=Role.EDITOR, company=CompanyFactory(name="Cyan"))
    return editor


@pytest.fixture
def in_force(owner):
    Company.objects.filter(pk=owner.company_id).update(second_factor_from=timezone.now() - timedelta(minutes=1))


def mails() -> list[tuple[str, str]]:
    return list(Mail.objects.values_list("template", "address"))


def act_for(client, member):
    client.force_login(member.user, backend=BACKEND)
    session = client.session
    session["acting_for"] = member.company_id
    session.save()
    return client


def test_it_is_announced_by_mail_and_written_in_the_journal(client, owner, dan):
    page = act_for(client, owner).get("/en/page/staff/").content.decode()
    assert "/en/page/staff/second-factor/" in page
    assert "Dan" in client.get("/en/page/staff/second-factor/").content.decode()

    answer = client.post("/en/page/staff/second-factor/", {"days": "7"})
    outbox.relay()
    client.post("/en/page/staff/second-factor/")  # nothing chosen

    assert answer.url == "/en/page/staff/second-factor/"
    assert "on; the staff knows by mail." in client.get(answer.url).content.decode()
    assert mails() == [("staff.second_factor_asked", dan.user.email)]
    news = Notification.objects.get(user=dan.user)
    assert str(date.fromisoformat(news.arguments["day"]).day) in notification_kinds[news.kind].body_for(news.arguments)
    assert JournalEntry.objects.filter(company=owner.company, act="staff.second_factor_asked").count() == 1
    assert act_for(client, dan).get("/en/page/staff/").status_code == 200


def test_the_day_before_those_without_are_reminded(owner, dan):
    since = set_second_factor_rule(acting=owner, days=3)
    outbox.relay()
    Mail.objects.all().delete()

    OutboxEvent.objects.filter(done_at=None, run_at__lt=since).update(run_at=timezone.now())
    outbox.relay()

    assert mails() == [("staff.second_factor_soon", dan.user.email)]


def test_who_called_it_off_reminds_nobody(client, owner, dan):
    set_second_factor_rule(acting=owner, days=3)
    outbox.relay()
    Mail.objects.all().delete()

    act_for(client, owner).post("/en/page/staff/second-factor/", {"days": "no"})
    OutboxEvent.objects.filter(done_at=None).update(run_at=timezone.now())
    outbox.relay()

    assert mails() == []
    assert Company.objects.get(pk=owner.company_id).second_factor_from is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_has_none_is_led_to_it_and_acts_for_his_other_company(client, in_force, dan, language):
    act_for(client, dan)

    for address in ("page/staff/", "page/edit/presentation/", "packs/essential/order/"):
        answer = client.get(f"/{language}/{address}")
        assert answer.url == f"/{language}/page/staff/second-factor/needed/", address
    page = client.get(answer.url).content.decode()
    assert "/account/second-factor/app/" in page
    assert "Cyan" in page
    other = dan.user.memberships.get(company__name="Cyan")
    client.post(reverse("companies:act_for"), {"company": other.company_id})

    assert client.get(f"/{language}/page/staff/").status_code == 200


def test_once_it_is_set_up_everything_goes_on(client, in_force, dan):
    app_of(dan.user)

    answer = act_for(client, dan).get("/en/page/staff/")

    assert answer.status_code == 200
    assert client.get("/en/page/staff/second-factor/needed/").url == "/en/desk/"


def test_a_socket_asks_for_it_too(in_force, owner, dan):
    consumer = EditingConsumer()
    heard = {}

    for member in (owner, dan):
        consumer.scope = {"user": member.user, "session": {"acting_for": member.company_id}}
        heard[member.role] = EditingConsumer._member_who_listens.__wrapped__(consumer)

    assert heard == {Role.OWNER: owner, Role.EDITOR: None}


def test_nobody_asks_of_others_what_he_has_not_himself(client, dan):
    admin = MemberFactory(company=dan.company, role=Role.ADMIN)

    with pytest.raises(NoSecondFactorOfOnesOwn):
        set_second_factor_rule(acting=admin, days=7)
    answer = act_for(client, admin).post("/en/page/staff/second-factor/", {"days": "7"})

    assert answer.status_code == 409
    assert "/en/account/second-factor/" in answer.content.decode()
    assert Company.objects.get(pk=dan.company_id).second_factor_from is None


def test_a_company_that_does_not_ask_costs_no_query_more(client, dan, django_assert_num_queries):
    consumer = EditingConsumer()
    consumer.scope = {"user": dan.user, "session": {"acting_for": dan.company_id}}

    with django_assert_num_queries(1):
        EditingConsumer._member_who_listens.__wrapped__(consumer)
