"""Telling people: a row for the page, a mail in the reader's language, and nothing to whom switched it off."""

import pytest
from django.core import mail
from django.utils import translation

from network.notifications import actions
from network.notifications.models import Mail, MailState, Notification
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def greet(*users, kind="test.greeting", **options):
    actions.notify(
        users, kind, arguments={"name": "L’Atelier d'Ana", "reader": "Dan"}, url="/fr/page/staff/", **options
    )


def test_everybody_is_told_once_in_the_page_and_by_mail(greeting, relay_outbox):
    dan, eve = UserFactory(email="dan@acme.example"), UserFactory(email="eve@acme.example", language="fr")

    greet(dan, eve, dan, company_id=7)
    relay_outbox()

    told = Notification.objects.get(user=dan)
    assert (told.subject, told.url, told.company_id) == ("L’Atelier d'Ana greets you", "/en/page/staff/", 7)
    assert Notification.objects.get(user=eve).url == "/fr/page/staff/"
    assert sorted(message.to[0] for message in mail.outbox) == ["dan@acme.example", "eve@acme.example"]


def test_the_mail_is_text_and_html_with_one_link_and_a_way_out(greeting, relay_outbox, settings):
    settings.BASE_URL = "https://comptoir.example"
    greet(UserFactory(email="dan@acme.example", language="en"))
    relay_outbox()

    message = mail.outbox[0]
    html = message.alternatives[0][0]
    assert message.subject == "L’Atelier d'Ana greets you"
    assert "Good morning, Dan." in message.body
    assert "https://comptoir.example/en/page/staff/" in message.body
    assert "L’Atelier d&#x27;Ana" in html
    assert html.count('href="https://comptoir.example/en/page/staff/"') == 1
    way_out = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way_out.startswith("https://comptoir.example/en/notifications/unsubscribe/")
    assert way_out in message.body
    assert way_out in html


def test_the_frame_of_the_mail_speaks_the_readers_language(greeting, relay_outbox):
    greet(UserFactory(language="fr"))
    with translation.override("en"):
        relay_outbox()

    assert "Ouvrir dans Comptoir" in mail.outbox[0].body
    assert "Plus d’e-mails de cette sorte" in mail.outbox[0].body


def test_who_switched_the_kind_off_gets_no_mail_but_still_reads_it(greeting, relay_outbox):
    dan = UserFactory()
    actions.set_mail_preference(user=dan, kind="test.greeting", wanted=False)

    greet(dan)
    relay_outbox()

    assert Notification.objects.filter(user=dan).count() == 1
    assert mail.outbox == []


def test_who_switches_off_while_the_mail_waits_gets_none(greeting, relay_outbox):
    dan = UserFactory()
    greet(dan)

    actions.set_mail_preference(user=dan, kind="test.greeting", wanted=False)
    relay_outbox()

    assert mail.outbox == []
    assert Mail.objects.get().state == MailState.UNWANTED


def test_closed_accounts_are_told_nothing(greeting, relay_outbox):
    greet(UserFactory(is_active=False))
    relay_outbox()

    assert not Notification.objects.exists()
    assert mail.outbox == []


def test_an_unknown_kind_is_a_programming_error(greeting):
    with pytest.raises(KeyError):
        greet(UserFactory(), kind="test.unheard")

    assert not Notification.objects.exists()


@pytest.mark.parametrize("number", [1, 20])
def test_telling_many_costs_no_more_queries_than_telling_one(greeting, number, django_assert_max_num_queries):
    people = UserFactory.create_batch(number)

    with django_assert_max_num_queries(6):
        greet(*people)


def test_a_sent_mail_forgets_what_it_said(relay_outbox):
    actions.send_mail_to(
        "dan@acme.example",
        "en",
        "invitation",
        {"company": "Acme", "inviter": "Alice", "email": "dan@acme.example", "role": "editor", "days": 7}
        | {"url": "/en/invitation/secret/"},
    )
    relay_outbox()

    kept = Mail.objects.get()
    assert mail.outbox[0].subject == "Alice invites you to Acme on Comptoir"
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert (kept.state, kept.arguments, kept.url) == (MailState.SENT, {}, "")
