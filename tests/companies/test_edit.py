"""Editing the page section by section, in a browser without JavaScript."""

import json
import re

import pytest

from companies.actions.sections import save_section
from companies.models import Section, SectionRevision
from companies.roles import Role
from companies.sections import section_of
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory

EDIT = "/en/page/edit/{}/"


@pytest.fixture
def ana(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira", user__email="ana@acme.example")


def publish(client, text: str, base_version: int):
    return client.post(EDIT.format("presentation"), {"text": text, "base_version": base_version})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "section", ["identity", "presentation", "practical", "references", "team", "places", "certificates"]
)
def test_every_section_has_its_form(acme, owner_of, client_of, language, section):
    page = client_of(owner_of(acme)).get(f"/{language}/page/edit/{section}/")

    assert page.status_code == 200
    assert 'name="base_version" value="0"' in page.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_page_lists_every_section(acme, owner_of, client_of, language):
    page = client_of(owner_of(acme)).get(f"/{language}/page/")

    assert page.status_code == 200
    assert page.content.decode().count("/page/edit/") >= 5


def test_publishing_saves_the_next_version_at_once(acme, owner_of, client_of):
    answer = publish(client_of(owner_of(acme)), "We sell bicycles.", 0)

    assert answer.status_code == 302
    assert section_of(acme, "presentation").content == {"text": "We sell bicycles."}


def test_publishing_nothing_makes_no_version(acme, owner_of, client_of):
    alice = client_of(owner_of(acme))

    answer = alice.post("/en/page/edit/presentation/", {"text": "", "base_version": 0}, follow=True)

    assert "nothing was published" in answer.content.decode()
    assert section_of(acme, "presentation").version == 0


def test_publishing_the_same_text_says_that_nothing_changed(acme, owner_of, client_of):
    alice = client_of(owner_of(acme))
    publish(alice, "We sell bicycles.", 0)

    answer = alice.post("/en/page/edit/presentation/", {"text": "We sell bicycles.", "base_version": 1}, follow=True)

    assert "nothing has changed, version 1 stays on line" in answer.content.decode()


def test_a_conflict_shows_all_three_texts_and_loses_none(acme, owner_of, client_of, ana):
    alice = client_of(owner_of(acme))
    publish(alice, "We sell bicycles in Paris.", 0)
    publish(client_of(ana), "We sell bicycles in Lyon.", 1)

    answer = publish(alice, "We sell good bicycles in Paris.", 1)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ana Ferreira published this section while you were writing" in page
    assert "<del>Paris.</del> <ins>Lyon.</ins>" in page
    assert re.search(r"<ins>\s*good\s*</ins>", page)
    assert 'name="base_version" value="2"' in page
    assert ">\nWe sell good bicycles in Paris.</textarea>" in page
    assert section_of(acme, "presentation").content == {"text": "We sell bicycles in Lyon."}


def resolve(client, choices: dict, mine: str = "We sell good bicycles in Paris."):
    posted = {"mine": json.dumps({"text": mine}), "base_version": 2, "opened_version": 1, **choices}
    return client.post(EDIT.format("presentation"), posted)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"keep-text": "mine"}, "We sell good bicycles in Paris."),
        ({"keep-text": "base"}, "We sell bicycles in Paris."),
        ({"keep_all": "both"}, "We sell good bicycles in Lyon."),
    ],
)
def test_the_choice_becomes_the_next_version(acme, owner_of, client_of, ana, choices, expected):
    alice = client_of(owner_of(acme))
    publish(alice, "We sell bicycles in Paris.", 0)
    publish(client_of(ana), "We sell bicycles in Lyon.", 1)

    answer = resolve(alice, choices)

    section = section_of(acme, "presentation")
    assert answer.status_code == 302
    assert (section.version, section.content) == (3, {"text": expected})
    assert section.revisions.count() == 3


def test_keeping_theirs_adds_no_version(acme, owner_of, client_of, ana):
    alice = client_of(owner_of(acme))
    publish(alice, "We sell bicycles in Paris.", 0)
    publish(client_of(ana), "We sell bicycles in Lyon.", 1)

    resolve(alice, {"keep-text": "theirs"})

    assert section_of(acme, "presentation").version == 2


def test_a_third_version_during_the_choice_is_a_conflict_again(acme, owner_of, client_of, ana):
    alice = client_of(owner_of(acme))
    publish(alice, "We sell bicycles in Paris.", 0)
    publish(client_of(ana), "We sell bicycles in Lyon.", 1)
    publish(client_of(ana), "We sell bicycles in Nice.", 2)

    answer = resolve(alice, {"keep-text": "mine"})

    assert answer.status_code == 409
    assert "Nice." in answer.content.decode()
    assert section_of(acme, "presentation").version == 3


@pytest.mark.parametrize("mine", ["", "no json", "[1]", '{"text": 5}'])
def test_a_tampered_conflict_form_breaks_nothing(acme, owner_of, client_of, mine):
    alice = client_of(owner_of(acme))
    publish(alice, "One", 0)

    answer = alice.post(
        EDIT.format("presentation"),
        {"mine": mine, "base_version": "9" * 30, "opened_version": "x", "keep-text": "mine"},
    )

    assert answer.status_code in {200, 302, 409}
    assert section_of(acme, "presentation").content == {"text": "One"}


def test_identity_conflicts_are_chosen_field_by_field(acme, owner_of, client_of, ana):
    alice = client_of(owner_of(acme))
    form = {"offer": "Bicycles", "phone": "", "website": "", "base_version": 0}
    alice.post(EDIT.format("identity"), form)
    client_of(ana).post(EDIT.format("identity"), form | {"phone": "+33 1 11 11 11 11", "base_version": 1})

    answer = alice.post(EDIT.format("identity"), form | {"offer": "Good bicycles", "base_version": 1})
    mine = answer.context["mine_json"]
    choices = {reading.key: reading.suggested for reading in answer.context["readings"]}
    alice.post(
        EDIT.format("identity"),
        {"mine": mine, "base_version": 2, "opened_version": 1}
        | {f"keep-{key}": choice for key, choice in choices.items()},
    )

    acme.refresh_from_db()
    assert choices == {"offer": "mine", "phone": "theirs"}
    assert (acme.offer, acme.phone) == ("Good bicycles", "+33 1 11 11 11 11")


def place(number: int, **values: str) -> dict[str, str]:
    defaults = {"kind": "office", "country": "FR", "address": "", "postal_code": "", "city": "", "region": ""}
    return {f"places-{number}-{name}": value for name, value in (defaults | values).items()}


def places(*rows: dict[str, str], **more) -> dict[str, object]:
    posted = {"places-TOTAL_FORMS": len(rows), "places-INITIAL_FORMS": 0, "base_version": 0}
    for row in rows:
        posted |= row
    return posted | more


def test_rows_left_empty_are_dropped_and_removed_rows_too(acme, owner_of, client_of):
    posted = places(place(0, city="Paris"), place(1), place(2, city="Lille", DELETE="on"))

    answer = client_of(owner_of(acme)).post(EDIT.format("places"), posted)

    assert answer.status_code == 302
    assert [row.city for row in acme.places.all()] == ["Paris"]


def test_more_rows_keep_what_was_typed_and_save_nothing(acme, owner_of, client_of):
    posted = places(place(0, address="1 rue A"), add_rows="1")

    answer = client_of(owner_of(acme)).post(EDIT.format("places"), posted)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="1 rue A"' in page
    assert 'name="places-3-city"' in page
    assert "Name the city" not in page
    assert not Section.objects.exists()


def test_a_row_without_its_city_says_what_to_do(acme, owner_of, client_of):
    answer = client_of(owner_of(acme)).post(EDIT.format("places"), places(place(0, address="1 rue A")))

    assert "Name the city: the search finds places by it." in answer.content.decode()
    assert not Section.objects.exists()


def test_more_places_than_twelve_are_refused(acme, owner_of, client_of):
    rows = [place(number, city=f"City {number}") for number in range(13)]

    answer = client_of(owner_of(acme)).post(EDIT.format("places"), places(*rows))

    assert answer.status_code == 200
    assert "At most 12 rows" in answer.content.decode()
    assert not acme.places.exists()


def test_a_reference_links_to_the_page_of_the_client(acme, borg, owner_of, client_of):
    posted = {
        "references-TOTAL_FORMS": 1,
        "references-INITIAL_FORMS": 0,
        "base_version": 0,
        "references-0-client": "Borg",
        "references-0-page": "http://testserver/fr/companies/borg/",
    }

    client_of(owner_of(acme)).post(EDIT.format("references"), posted)

    assert section_of(acme, "references").content["references"][0]["page"] == "borg"
    assert "/en/companies/borg/" in client_of(owner_of(acme)).get("/en/companies/acme/").content.decode()


def test_a_reference_to_a_page_that_is_not_there_is_refused(acme, owner_of, client_of):
    posted = {
        "references-TOTAL_FORMS": 1,
        "references-INITIAL_FORMS": 0,
        "base_version": 0,
        "references-0-client": "Nobody",
        "references-0-page": "/fr/companies/nobody/",
    }

    answer = client_of(owner_of(acme)).post(EDIT.format("references"), posted)

    assert "No page has this address" in answer.content.decode()


def test_a_member_ticks_himself_and_only_himself(acme, owner_of, client_of, ana):
    client_of(ana).post(EDIT.format("team"), {"appears": "on", "function": "Editor", "base_version": 0})
    client_of(owner_of(acme)).post(
        EDIT.format("team"), {"appears": "on", "function": "Owner", "kept": [ana.pk], "base_version": 1}
    )

    names = [entry["name"] for entry in section_of(acme, "team").content["members"]]
    assert names == ["Ana Ferreira", "Alice Martin"]


def test_an_analyst_edits_the_team_but_not_the_presentation(acme, client_of):
    analyst = client_of(MemberFactory(company=acme, role=Role.ANALYST))

    assert analyst.get(EDIT.format("team")).status_code == 200
    assert analyst.get(EDIT.format("presentation")).status_code == 403
    assert publish(analyst, "No", 0).status_code == 403
    assert not Section.objects.exists()


def test_a_section_that_does_not_exist_is_not_found(acme, owner_of, client_of):
    assert client_of(owner_of(acme)).get(EDIT.format("nothing")).status_code == 404


def test_somebody_without_a_company_is_sent_to_the_start(client, db):
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/en/page/").headers["Location"] == "/en/companies/start/"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_earlier_version_can_be_read_and_restored(acme, owner_of, client_of, language):
    alice = client_of(owner_of(acme))
    publish(alice, "The first text.", 0)
    publish(alice, "The second text.", 1)
    address = f"/{language}/page/edit/presentation/versions/1/"

    page = alice.get(address).content.decode()
    alice.post(address, {"base_version": 2})

    assert "The first text." in page
    assert "<ins>second</ins>" in page
    assert section_of(acme, "presentation").content == {"text": "The first text."}
    assert SectionRevision.objects.get(version=3).restored_from == 1


def test_a_version_of_another_company_is_not_found(acme, borg, owner_of, client_of):
    save_section(acting=owner_of(borg), kind="presentation", content={"text": "Borg"}, base_version=0)

    assert client_of(owner_of(acme)).get("/en/page/edit/presentation/versions/1/").status_code == 404


def test_still_true_in_one_click(acme, owner_of, client_of):
    alice = client_of(owner_of(acme))
    publish(alice, "Same", 0)
    Section.objects.update(confirmed_at="2020-01-01T00:00:00Z")

    answer = alice.post("/en/page/edit/presentation/confirm/")

    assert answer.status_code == 302
    assert section_of(acme, "presentation").confirmed_at.year > 2020


def test_our_page_and_the_form_cost_the_same_with_more_history(
    acme, owner_of, client_of, django_assert_max_num_queries
):
    alice = client_of(owner_of(acme))
    for version in range(12):
        save_section(
            acting=owner_of(acme), kind="presentation", content={"text": f"Text {version}"}, base_version=version
        )
    CompanyFactory.create_batch(3)

    with django_assert_max_num_queries(14):
        alice.get("/en/page/")
    with django_assert_max_num_queries(16):
        alice.get(EDIT.format("presentation"))


def test_changes_of_different_paragraphs_are_offered_together(acme, owner_of, client_of, ana):
    alice = client_of(owner_of(acme))
    publish(alice, "One.\n\nTwo.\n\nThree.", 0)
    publish(client_of(ana), "One.\n\nTwo.\n\nThree by Ana.", 1)

    answer = publish(alice, "One by me.\n\nTwo.\n\nThree.", 1)
    resolve(alice, {"keep-text": answer.context["readings"][0].suggested}, mine="One by me.\n\nTwo.\n\nThree.")

    assert 'value="merged" checked' in answer.content.decode()
    assert section_of(acme, "presentation").content == {"text": "One by me.\n\nTwo.\n\nThree by Ana."}
