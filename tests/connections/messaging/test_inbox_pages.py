"""The inbox and a conversation in the browser."""

from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from connections.messaging import actions
from connections.messaging.models import Participation
from network.notifications.models import Notification
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.messaging import make_conversation


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_inbox_says_how_a_conversation_opens(client_of, alice, language):
    page = client_of(alice).get(f"/{language}/messages/").content.decode()

    assert {"fr": "Aucune conversation pour l’instant", "en": "No conversation yet"}[language] in page


def test_the_inbox_shows_the_latest_first_and_what_is_unread(client_of, alice, borg, cyan):
    make_conversation(alice.company, borg, messages=3, subject="Older")
    make_conversation(alice.company, cyan, messages=2, subject="Newer")

    page = client_of(alice).get("/en/messages/").content.decode()

    assert page.index("Newer") < page.index("Older")
    assert page.count("conversations__new") == 4


def test_the_badge_counts_unread_conversations(client_of, alice, borg, cyan):
    make_conversation(alice.company, borg, messages=5)
    make_conversation(alice.company, cyan, messages=2)

    page = client_of(alice).get("/en/network/").content.decode()

    assert '<span class="badge">2</span>' in page


def test_unread_conversations_can_be_shown_alone(client_of, alice, borg, cyan):
    make_conversation(alice.company, borg, messages=2, subject="Unread one")
    make_conversation(alice.company, cyan, messages=1, subject="Read one")

    page = client_of(alice).get("/en/messages/?show=unread").content.decode()

    assert "Unread one" in page
    assert "Read one" not in page


def test_older_conversations_continue_where_the_list_ended(client_of, alice):
    for number in range(35):
        make_conversation(alice.company, CompanyFactory(), subject=f"Subject {number:02}")
    client = client_of(alice)
    first = client.get("/en/messages/")

    older = client.get("/en/messages/", {"older": first.context["inbox"].older})

    shown = [row.subject for row in first.context["inbox"].rows] + [row.subject for row in older.context["inbox"].rows]
    assert shown == [f"Subject {number:02}" for number in reversed(range(35))]
    assert client.get("/en/messages/?older=nonsense_x").status_code == 200
    assert client.get("/en/messages/?older=2026-99-99T00:00_3").status_code == 200


def test_opening_a_conversation_marks_it_read(client_of, alice, borg):
    conversation = make_conversation(alice.company, borg, messages=4)

    client_of(alice).get(f"/en/messages/{conversation.pk}/")

    side = Participation.objects.get(conversation=conversation, company=alice.company)
    assert (side.unread_count, side.last_read_sequence) == (0, 4)
    assert Participation.objects.get(conversation=conversation, company=borg).unread_count == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_colleagues_are_named_and_foreign_staff_never(client_of, alice, bob, conversation, language):
    actions.send_message(acting=bob, conversation=conversation, text="Good morning")

    hers = client_of(alice).get(f"/{language}/messages/{conversation.pk}/").content.decode()
    his = client_of(bob).get(f"/{language}/messages/{conversation.pk}/").content.decode()

    assert "Alice Martin" in hers
    assert "Bob" not in hers
    assert "Bob Dupont" in his
    assert "Alice" not in his


def test_both_write_through_the_form(client_of, alice, bob, conversation):
    address = f"/en/messages/{conversation.pk}/"

    client_of(bob).post(address, {"text": "Good morning", "last_seen": "1"})
    answer = client_of(alice).post(address, {"text": "Hello\r\nBorg", "last_seen": "2"}, follow=True)

    assert [message.text for message in conversation.messages.all()][1:] == ["Good morning", "Hello\nBorg"]
    assert "Good morning" in answer.content.decode()


def test_markup_in_a_message_is_shown_and_not_run(client_of, alice, conversation):
    answer = client_of(alice).post(
        f"/en/messages/{conversation.pk}/", {"text": "<script>alert(1)</script>"}, follow=True
    )

    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_messages_that_arrived_meanwhile_are_shown_and_nothing_is_lost(client_of, alice, bob, conversation, language):
    actions.send_message(acting=bob, conversation=conversation, text="First news")
    actions.send_message(acting=bob, conversation=conversation, text="Second news")
    client, address = client_of(alice), f"/{language}/messages/{conversation.pk}/"

    refused = client.post(address, {"text": "My long answer", "last_seen": "1"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert {"fr": "2 messages sont arrivés", "en": "2 messages arrived"}[language] in page
    assert "Second news" in page
    assert "My long answer" in page
    assert 'name="last_seen" value="3"' in page
    assert conversation.messages.count() == 3

    sent = client.post(address, {"text": "My long answer", "last_seen": "3"})

    assert sent.status_code == 302
    assert conversation.messages.count() == 4


def test_an_empty_message_is_not_sent(client_of, alice, conversation):
    answer = client_of(alice).post(f"/en/messages/{conversation.pk}/", {"text": "  \n ", "last_seen": "1"})

    assert answer.status_code == 400
    assert "Write your message first." in answer.content.decode()
    assert conversation.messages.count() == 1


def test_a_message_that_is_too_long_is_kept(client_of, alice, conversation):
    answer = client_of(alice).post(f"/en/messages/{conversation.pk}/", {"text": "x" * 5001, "last_seen": "1"})

    assert answer.status_code == 400
    assert "x" * 5001 in answer.content.decode()
    assert conversation.messages.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_conversation_is_not_there(client_of, carol, conversation, method):
    answer = getattr(client_of(carol), method)(f"/en/messages/{conversation.pk}/", {"text": "Hello"})

    assert answer.status_code == 404
    assert conversation.messages.count() == 1


def test_an_analyst_sees_the_composer_disabled_and_why(client_of, anton, conversation):
    client, address = client_of(anton), f"/en/messages/{conversation.pk}/"

    page = client.get(address).content.decode()
    answer = client.post(address, {"text": "Hello", "last_seen": "1"})

    assert "Your role reads messages and does not write them." in page
    assert " disabled" in page
    assert answer.status_code == 403
    assert conversation.messages.count() == 1


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_billing_does_not_read_messages(client_of, acme, conversation, path):
    billing = MemberFactory(company=acme, role="billing")

    answer = client_of(billing).get("/en/messages/" + path.format(pk=conversation.pk))

    assert answer.status_code == 403
    assert "A warehouse" not in answer.content.decode()


def test_a_script_gets_what_came_after_a_number(client_of, alice, bob, conversation):
    client, address = client_of(alice), f"/en/messages/{conversation.pk}/"
    assert client.get(address, {"after": "1"}).status_code == 204
    actions.send_message(acting=bob, conversation=conversation, text="News")

    fragment = client.get(address, {"after": "1"})

    html = fragment.content.decode()
    assert "News" in html
    assert "A warehouse near Lyon" not in html
    assert "<html" not in html
    assert "day-line" not in html
    assert Participation.objects.get(conversation=conversation, company=alice.company).unread_count == 0


def test_a_script_gets_the_rows_alone(client_of, alice, conversation):
    html = client_of(alice).get("/en/messages/", {"part": "rows", "current": conversation.pk}).content.decode()

    assert "<html" not in html
    assert 'aria-current="page"' in html


def test_a_long_conversation_opens_on_its_end_and_goes_back_page_by_page(client_of, alice, borg):
    conversation = make_conversation(alice.company, borg, messages=70)
    client, address = client_of(alice), f"/en/messages/{conversation.pk}/"

    first = client.get(address).context["page"]
    second = client.get(address, {"before": first.older}).context["page"]
    third = client.get(address, {"before": second.older}).context["page"]

    numbers = [[message.sequence for message in page.messages] for page in (third, second, first)]
    assert list(chain.from_iterable(numbers)) == list(range(1, 71))
    assert third.older is None


def test_the_blocker_reads_why_it_cannot_write(client_of, bob, acme, conversation):
    from connections import actions as connections

    connections.block(acting=bob, company=acme)

    page = client_of(bob).get(f"/en/messages/{conversation.pk}/").content.decode()

    assert "You have blocked Acme" in page


def test_the_blocked_side_is_told_that_the_conversation_is_closed(client_of, alice, bob, acme, conversation):
    from connections import actions as connections

    connections.block(acting=bob, company=acme)

    answer = client_of(alice).post(f"/en/messages/{conversation.pk}/", {"text": "Hello", "last_seen": "1"})

    assert answer.status_code == 409
    assert "This conversation is closed" in answer.content.decode()
    assert "Hello" in answer.content.decode()


def test_the_desk_counts_unread_conversations(to_do_of, alice, borg, bob):
    make_conversation(alice.company, borg, messages=2)

    assert "/messages/?show=unread" in to_do_of(alice)
    assert "/messages/?show=unread" in to_do_of(bob)


def test_the_news_leads_to_the_conversation(client_of, alice, bob, conversation):
    actions.send_message(acting=bob, conversation=conversation, text="News")

    news = Notification.objects.get(user=alice.user, kind="message_received")

    assert client_of(alice).get(news.url).status_code == 200


@pytest.mark.parametrize(("path", "at_most"), [("/en/messages/", 7), ("/en/messages/{pk}/", 14)])
def test_pages_cost_the_same_at_tenfold_data(client_of, alice, bob, carol, path, at_most):
    costs = []
    for member, conversations, messages in ((alice, 3, 25), (carol, 29, 250)):
        for _number in range(conversations):
            pk = make_conversation(member.company, CompanyFactory(), messages=messages).pk
        client = client_of(member)
        client.get(path.format(pk=pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path.format(pk=pk)).status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]
    assert costs[0] <= at_most


def test_reading_the_conversation_settles_the_news_of_it(client_of, alice, anton, bob, conversation):
    actions.send_message(acting=bob, conversation=conversation, text="News")

    client_of(alice).get(f"/fr/messages/{conversation.pk}/")

    news = Notification.objects.filter(kind="message_received")
    assert news.get(user=alice.user).read_at is not None
    assert news.get(user=anton.user).read_at is None
