"""What is typed and not published comes back to its author, and to nobody else."""

import pytest

from companies.actions import drafts
from companies.models import SectionDraft
from companies.roles import Role
from companies.sections import section_of
from tests.factories.companies import MemberFactory

EDIT, DRAFT, CHANGE = (
    "/en/page/edit/presentation/",
    "/en/page/edit/presentation/draft/",
    "/en/page/edit/presentation/draft/change/",
)


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def ana(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira")


@pytest.fixture
def browser(client_of, alice):
    return client_of(alice)


def keep(browser, text: str, known: str = "", base_version: int = 0):
    return browser.post(DRAFT, {"text": text, "base_version": base_version, "draft_known": known}).json()


@pytest.mark.parametrize(("language", "words"), [("en", "Your draft of"), ("fr", "Votre brouillon du")])
def test_what_was_typed_comes_back_to_its_author_alone(browser, client_of, ana, language, words):
    answer = keep(browser, "We sell bicy")

    mine = browser.get(f"/{language}/page/edit/presentation/").content.decode()
    hers = client_of(ana).get(EDIT).content.decode()

    assert answer["words"].startswith("Draft saved at")
    assert "We sell bicy</textarea>" in mine
    assert words in mine
    assert "We sell bicy" not in hers
    assert "Your draft of" not in hers


def test_an_unfinished_text_comes_back_unjudged(browser):
    browser.post("/en/page/edit/identity/draft/", {"founded_year": "21", "offer": "Bicycles", "base_version": 0})

    page = browser.get("/en/page/edit/identity/").content.decode()

    assert 'value="21"' in page
    assert 'aria-invalid="true"' not in page


@pytest.mark.parametrize(
    ("section", "typed", "shown"),
    [
        ("places", {"places-TOTAL_FORMS": 1, "places-INITIAL_FORMS": 0, "places-0-city": "Brest"}, 'value="Brest"'),
        (
            "references",
            {"references-TOTAL_FORMS": 1, "references-INITIAL_FORMS": 0, "references-0-client": "Borg"},
            "Borg",
        ),
        ("practical", {"service_areas": ["FR", "ES"], "technologies": []}, 'value="ES"'),
        ("team", {"appears": "on", "function": "Buys"}, 'value="Buys"'),
    ],
)
def test_a_draft_of_every_form_comes_back(browser, section, typed, shown):
    browser.post(f"/en/page/edit/{section}/draft/", {**typed, "base_version": 0})

    page = browser.get(f"/en/page/edit/{section}/").content.decode()

    assert "Your draft of" in page
    assert shown in page


def test_publishing_ends_the_draft(browser, acme):
    known = keep(browser, "We sell bicycles.")["known"]

    browser.post(EDIT, {"text": "We sell bicycles.", "base_version": 0, "draft_known": known})

    assert section_of(acme, "presentation").content == {"text": "We sell bicycles."}
    assert not SectionDraft.objects.exists()


def test_a_text_that_met_a_newer_version_is_in_its_authors_draft(browser, client_of, ana, acme):
    client_of(ana).post(EDIT, {"text": "Hers.", "base_version": 0})

    answer = browser.post(EDIT, {"text": "Mine.", "base_version": 0})

    draft = SectionDraft.objects.get()
    assert answer.status_code == 409
    assert (draft.author.email, draft.fields, draft.base_version) == ("alice@acme.example", {"text": ["Mine."]}, 0)
    assert "Version 1 was published meanwhile" in browser.get(EDIT).content.decode()


def test_a_text_that_could_not_be_published_is_kept(browser):
    answer = browser.post(EDIT, {"text": "x" * 4001, "base_version": 0})

    assert answer.status_code == 200
    assert SectionDraft.objects.get().fields == {"text": ["x" * 4001]}


def test_what_another_window_had_typed_is_set_aside_and_offered(browser):
    opened = keep(browser, "At home.")["known"]
    keep(browser, "At the office.", opened)

    keep(browser, "At home, in the evening.", opened)
    page = browser.get(EDIT).content.decode()
    browser.post(CHANGE, {"act": "swap"})

    assert "At home, in the evening.</textarea>" in page
    assert "Show the other text" in page
    assert "At the office.</textarea>" in browser.get(EDIT).content.decode()
    assert SectionDraft.objects.get().set_aside["fields"] == {"text": ["At home, in the evening."]}


def test_publishing_in_one_window_keeps_what_another_typed(browser, acme):
    opened = keep(browser, "At home.")["known"]
    keep(browser, "At the office.", opened)

    browser.post(EDIT, {"text": "At home.", "base_version": 0, "draft_known": opened})

    assert section_of(acme, "presentation").content == {"text": "At home."}
    assert SectionDraft.objects.get().fields == {"text": ["At the office."]}


def test_a_draft_is_discarded_on_request(browser):
    keep(browser, "Not good.")

    answer = browser.post(CHANGE, {"act": "discard"}, follow=True)

    assert not SectionDraft.objects.exists()
    assert "The draft is gone" in answer.content.decode()


def test_a_draft_that_is_too_long_is_refused_and_the_former_stays(browser):
    keep(browser, "Short.")

    answer = browser.post(DRAFT, {"text": "x" * (drafts.LONGEST_DRAFT + 1), "base_version": 0})

    assert answer.status_code == 413
    assert SectionDraft.objects.get().fields == {"text": ["Short."]}


def test_a_role_that_does_not_edit_keeps_no_draft(client_of, acme):
    analyst = client_of(MemberFactory(company=acme, role=Role.ANALYST))

    assert analyst.post(DRAFT, {"text": "x", "base_version": 0}).status_code == 403
    assert not SectionDraft.objects.exists()


def test_a_character_that_no_database_keeps_is_left_out(browser):
    keep(browser, "We\0 sell")

    assert SectionDraft.objects.get().fields == {"text": ["We sell"]}


def test_a_text_taken_up_again_stands_on_the_version_it_was_written_on(acme, owner_of):
    alice = owner_of(acme)
    first = drafts.keep_draft(acting=alice, kind="presentation", base_version=1, fields={"text": ["Early."]})
    drafts.keep_draft(
        acting=alice, kind="presentation", base_version=2, fields={"text": ["Late."]}, known=f"not {first.saved_at}"
    )

    draft = drafts.swap_draft(acting=alice, kind="presentation")

    assert (draft.fields, draft.base_version) == ({"text": ["Early."]}, 1)


def test_three_windows_lose_nothing(acme, owner_of):
    alice = owner_of(acme)
    for text in ("One.", "Two.", "Three."):
        drafts.keep_draft(
            acting=alice, kind="presentation", base_version=0, fields={"text": [text]}, known="another window"
        )

    seen = [drafts.swap_draft(acting=alice, kind="presentation").fields["text"][0] for _turn in range(3)]

    assert sorted(seen) == ["One.", "Three.", "Two."]


def test_a_text_given_back_waits_beside_the_draft(acme, owner_of):
    alice = owner_of(acme)
    given = {"author": alice.user, "company": acme, "kind": "presentation"}
    drafts.keep_draft(acting=alice, kind="presentation", base_version=3, fields={"text": ["Begun."]})

    drafts.give_back(**given, base_version=1, fields={"text": ["Given back."]})
    drafts.settle_draft(acting=alice, kind="presentation", known="", published={"text": ["Begun. And done."]})

    draft = SectionDraft.objects.get()
    assert (draft.fields, draft.base_version) == ({"text": ["Given back."]}, 1)


def test_texts_of_thirty_windows_all_wait_and_one_too_many_is_refused(acme, owner_of, monkeypatch):
    alice = owner_of(acme)
    for number in range(30):
        drafts.keep_draft(
            acting=alice, kind="presentation", base_version=0, fields={"text": [f"window{number}"]}, known="other"
        )
    monkeypatch.setattr("companies.actions.drafts.MOST_SET_ASIDE", 29)

    with pytest.raises(drafts.TooManyTexts):
        drafts.keep_draft(
            acting=alice, kind="presentation", base_version=0, fields={"text": ["one more"]}, known="other"
        )

    draft = SectionDraft.objects.get()
    waiting = [draft.set_aside["fields"], *(text["fields"] for text in draft.set_aside["others"])]
    assert draft.fields == {"text": ["window29"]}
    assert [text["text"] for text in waiting] == [[f"window{number}"] for number in reversed(range(29))]


def test_who_is_taken_off_while_typing_keeps_every_text_that_waited(acme, owner_of):
    alice = owner_of(acme)
    for words in ("first", "second"):
        drafts.keep_draft(acting=alice, kind="presentation", base_version=0, fields={"text": [words]}, known="other")

    drafts.keep_parting_text(
        company=acme, author=alice.user, kind="presentation", base_version=3, fields={"text": ["last"]}
    )

    draft = SectionDraft.objects.get()
    assert (draft.fields, draft.base_version) == ({"text": ["last"]}, 3)
    assert draft.set_aside["fields"] == {"text": ["second"]}
    assert [text["fields"] for text in draft.set_aside["others"]] == [{"text": ["first"]}]
