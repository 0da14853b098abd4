"""The pages of notifications: reading, preferences, the way out of mails."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.notifications import actions
from network.notifications.kinds import notification_kinds
from network.notifications.mails import unsubscribe_token
from network.notifications.models import MailPreference, Notification
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def dan(client):
    user = UserFactory(email="dan@acme.example", language="en")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def greet(*users, number=1):
    for _ in range(number):
        actions.notify(users, "test.greeting", arguments={"name": "Ana", "reader": "Dan"}, url="/fr/account/")


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing yet"), ("fr", "Rien pour l’instant")])
def test_the_empty_page_says_what_will_come(client, dan, language, words):
    assert words in client.get(f"/{language}/notifications/").content.decode()


def test_opening_marks_as_read_and_leads_there_in_the_language_of_the_page(client, dan, greeting):
    greet(dan)
    told = Notification.objects.get()
    assert "Ana greets you" in client.get("/fr/notifications/").content.decode()

    answer = client.get(f"/fr/notifications/{told.pk}/")

    assert answer.url == "/fr/account/"
    assert Notification.objects.get().read_at is not None


def test_the_news_of_somebody_else_is_not_found(client, dan, greeting):
    greet(UserFactory())

    assert client.get(f"/en/notifications/{Notification.objects.get().pk}/").status_code == 404
    assert Notification.objects.get().read_at is None


def test_all_are_marked_as_read_for_oneself_only(client, dan, greeting):
    greet(dan, UserFactory(), number=2)

    client.post("/en/notifications/read/")

    assert Notification.objects.of(dan).unread().count() == 0
    assert Notification.objects.unread().count() == 2


def test_the_list_costs_the_same_at_any_size(client, dan, greeting):
    def cost_and_rows(number: int) -> tuple[int, int]:
        greet(dan, number=number)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/en/notifications/").content.decode()
        return len(queries), page.count("Ana greets you")

    cost_and_rows(1)
    small, few = cost_and_rows(1)
    large, many = cost_and_rows(60)

    assert (few, many) == (2, 30)
    assert small == large <= 10


@pytest.mark.parametrize("language", ["fr", "en"])
def test_mails_are_switched_off_kind_by_kind(client, dan, greeting, language):
    assert 'value="test.greeting" checked' in client.get(f"/{language}/notifications/preferences/").content.decode()

    client.post(f"/{language}/notifications/preferences/", {"wanted": ["staff.joined"]})

    assert not MailPreference.objects.get(user=dan, kind="test.greeting").wanted
    assert MailPreference.objects.get(user=dan, kind="staff.joined").wanted


@pytest.mark.parametrize(("language", "words"), [("en", "No more mails of this kind?"), ("fr", "Plus d’e-mails")])
def test_opening_the_way_out_only_shows_a_page(client, greeting, language, words):
    token = unsubscribe_token(UserFactory().pk, "test.greeting")

    page = client.get(f"/{language}/notifications/unsubscribe/{token}/")

    assert words in page.content.decode()
    assert not MailPreference.objects.exists()


def test_a_mail_program_switches_off_without_a_session(greeting):
    dan = UserFactory(email="dan@acme.example")
    token = unsubscribe_token(dan.pk, "test.greeting")

    answer = Client(enforce_csrf_checks=True).post(
        f"/en/notifications/unsubscribe/{token}/", {"List-Unsubscribe": "One-Click"}
    )

    assert "You will get no more of these mails" in answer.content.decode()
    assert not MailPreference.objects.get(user=dan, kind="test.greeting").wanted


def test_a_changed_way_out_is_refused(client, greeting):
    token = unsubscribe_token(UserFactory().pk, "test.greeting")

    assert client.post(f"/en/notifications/unsubscribe/{token}x/").status_code == 404
    assert not MailPreference.objects.exists()


def test_every_registered_kind_has_a_line_in_the_mail_preferences():
    assert [kind.key for kind in notification_kinds if kind.mail and not str(kind.label)] == []


def test_the_mail_preferences_stand_under_their_subjects(client, dan, greeting):
    page = client.get("/en/notifications/preferences/").content.decode()

    subjects = ["Page and category", "Packs, payments and invoices", "Network", "Messages", "Other news"]
    assert [subject for subject in subjects if f'<legend class="h4">{subject}</legend>' not in page] == []
