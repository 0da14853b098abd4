"""The introduction in the browser: the form, both sides' page, accept, decline, withdraw."""

import pytest

from connections.messaging.models import Conversation
from connections.models import Introduction
from premium.models import QuotaEntry

WORDS = {"purpose_kind": "buy", "purpose": "A warehouse near Lyon", "benefit": "400 parcels a day"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_shows_what_is_left_and_what_it_costs(client_of, alice, borg, language):
    page = client_of(alice).get(f"/{language}/network/introductions/ask/borg/").content.decode()

    assert "0 / 20" in page
    assert "0 / 600" in page


def test_asking_leads_to_the_request(client_of, alice, borg):
    answer = client_of(alice).post("/en/network/introductions/ask/borg/", WORDS, follow=True)

    assert "Your request to Borg" in answer.content.decode()
    assert "reserved until the request is read" in answer.content.decode()
    assert Introduction.objects.get().asked == borg


def test_a_long_request_keeps_what_was_typed_and_says_how_much_to_take_out(client_of, alice, borg):
    answer = client_of(alice).post("/en/network/introductions/ask/borg/", WORDS | {"purpose": "p" * 590})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "take out 7 characters" in page
    assert "p" * 590 in page
    assert "607 / 600" in page
    assert not Introduction.objects.exists()


def test_a_line_break_counts_once(client_of, alice, borg):
    words = {"purpose_kind": "buy", "purpose": "a\r\n" * 149 + "a", "benefit": "b" * 301}

    client_of(alice).post("/en/network/introductions/ask/borg/", words)

    assert len(Introduction.objects.get().purpose) == 299


def test_a_merchant_that_sells_is_offered_to_change_category(client_of, alice, borg):
    answer = client_of(alice).post("/en/network/introductions/ask/borg/", WORDS | {"purpose_kind": "sell"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Change the category" in page
    assert "A warehouse near Lyon" in page
    assert not Introduction.objects.exists()


def test_a_second_request_leads_to_the_first(client_of, alice, ask):
    first = ask()

    answer = client_of(alice).post("/en/network/introductions/ask/borg/", WORDS)

    assert answer.status_code == 409
    assert f"/en/network/introductions/{first.pk}/" in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_provider_without_a_pack_sees_the_pack_and_its_price_before_typing(client_of, bob, acme, language):
    answer = client_of(bob).get(f"/{language}/network/introductions/ask/acme/")

    assert answer.status_code == 402
    assert "490" in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opening_it_on_the_asked_side_spends_the_unit(client_of, bob, ask, language):
    introduction = ask()

    page = client_of(bob).get(f"/{language}/network/introductions/{introduction.pk}/").content.decode()

    assert "A warehouse near Lyon" in page
    assert QuotaEntry.objects.get().state == "committed"


def test_the_asking_side_and_roles_that_do_not_answer_spend_nothing(client_of, alice, anton, borg, ask):
    from tests.factories.companies import MemberFactory

    introduction = ask()
    editor = MemberFactory(company=borg, role="editor")

    for member in (alice, anton, editor):
        page = client_of(member).get(f"/en/network/introductions/{introduction.pk}/").content.decode()
        assert "A warehouse near Lyon" in page

    assert QuotaEntry.objects.get().state == "reserved"
    assert "Accept and open" not in page


def test_the_person_who_asked_is_named_to_colleagues_only(client_of, alice, bob, ask):
    introduction = ask()
    address = f"/en/network/introductions/{introduction.pk}/"

    assert "Alice Martin" in client_of(alice).get(address).content.decode()
    assert "Alice" not in client_of(bob).get(address).content.decode()


def test_accepting_shows_the_conversation_at_once(client_of, bob, ask):
    introduction = ask()

    answer = client_of(bob).post(f"/en/messages/introductions/{introduction.pk}/accept/", follow=True)

    assert answer.redirect_chain[-1][0] == f"/en/messages/{Conversation.objects.get().pk}/"
    assert "400 parcels a day" in answer.content.decode()


def test_an_accepted_request_leads_to_its_conversation(client_of, alice, conversation):
    page = client_of(alice).get(f"/en/network/introductions/{conversation.introduction_id}/").content.decode()

    assert f"/en/messages/{conversation.pk}/" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_declining_asks_for_a_private_reason(client_of, alice, bob, anton, ask, language):
    introduction = ask()
    his = client_of(bob)
    address = f"/{language}/network/introductions/{introduction.pk}/"
    assert his.get(f"{address}decline/").status_code == 200

    his.post(f"{address}decline/", {"reason": "Too far away"})

    introduction.refresh_from_db()
    assert introduction.state == "declined"
    assert "Too far away" in his.get(address).content.decode()
    hers = client_of(alice).get(address).content.decode()
    assert "Too far away" not in hers
    assert {"fr": "En attente de réponse", "en": "Waiting for an answer"}[language] in hers


def test_a_reason_that_is_too_long_is_kept(client_of, bob, ask):
    introduction = ask()

    answer = client_of(bob).post(f"/en/network/introductions/{introduction.pk}/decline/", {"reason": "x" * 301})

    introduction.refresh_from_db()
    assert answer.status_code == 400
    assert "x" * 301 in answer.content.decode()
    assert introduction.state == "pending"


def test_declining_twice_is_refused_with_a_page(client_of, bob, ask):
    introduction = ask()
    client = client_of(bob)
    client.post(f"/en/network/introductions/{introduction.pk}/decline/")

    answer = client.post(f"/en/network/introductions/{introduction.pk}/decline/")

    assert answer.status_code == 409
    assert "no longer waits" in answer.content.decode()


def test_withdrawing_says_where_the_unit_went(client_of, alice, ask):
    introduction = ask()

    answer = client_of(alice).post(f"/en/network/introductions/{introduction.pk}/withdraw/", follow=True)

    assert "the unit is yours again" in answer.content.decode()
    assert "returned, nobody had read the request" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "decline/", "withdraw/"])
def test_a_foreign_introduction_is_not_there(client_of, carol, ask, path):
    introduction = ask()
    client = client_of(carol)

    act = client.post if path else client.get
    assert act(f"/en/network/introductions/{introduction.pk}/{path}").status_code == 404
    assert client.post(f"/en/messages/introductions/{introduction.pk}/accept/").status_code == 404

    introduction.refresh_from_db()
    assert introduction.state == "pending"
    assert QuotaEntry.objects.get().state == "reserved"


def test_the_asking_side_cannot_decline_its_own_request(client_of, alice, ask):
    introduction = ask()

    assert client_of(alice).get(f"/en/network/introductions/{introduction.pk}/decline/").status_code == 404
