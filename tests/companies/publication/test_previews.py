"""Links that show the page before it is on line, to people without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.actions.drafts import keep_draft
from companies.actions.sections import save_section
from companies.models import JournalEntry
from companies.publication.actions.planning import plan_publication
from companies.publication.actions.previews import MOST_LINKS, make_link
from companies.publication.exceptions import TooManyLinks
from companies.publication.models import PreviewLink
from companies.roles import Role
from tests.factories.companies import MemberFactory

LINKS = "/en/page/previews/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


def address(token: str, language: str = "en") -> str:
    return f"/{language}/preview/{token}/"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_somebody_outside_sees_planned_texts_and_the_makers_drafts(acme, alice, language):
    save_section(acting=alice, kind="identity", content={"offer": "Bicycles", "languages": []}, base_version=0)
    ana = MemberFactory(company=acme, role=Role.EDITOR)
    keep_draft(acting=alice, kind="presentation", base_version=0, fields={"text": ["My draft."]})
    keep_draft(acting=ana, kind="presentation", base_version=0, fields={"text": ["Draft of Ana."]})
    plan_publication(
        acting=ana,
        kind="identity",
        content={"offer": "Scooters", "languages": []},
        base_version=1,
        due_at=timezone.now() + timedelta(days=1),
    )
    _link, token = make_link(acting=alice, name="The agency", days=7)

    answer = Client().get(address(token, language))
    page = answer.content.decode()

    assert "My draft." in page
    assert "Scooters" in page
    assert "Draft of Ana." not in page
    assert "The agency" not in page
    assert 'name="robots" content="noindex' in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_address_is_shown_once_and_only_its_digest_is_kept(alice, client_of):
    browser = client_of(alice)
    page = browser.post(LINKS, {"name": "The agency", "days": "7"})

    token = page.context["address"].rstrip("/").rpartition("/")[2]
    link = PreviewLink.objects.get()
    assert Client().get(address(token)).status_code == 200
    assert token not in browser.get("/en/page/planned/").content.decode()
    assert token not in (link.token_digest, link.name)
    assert link.expires_at - link.made_at - timedelta(days=7) < timedelta(seconds=5)
    assert JournalEntry.objects.get(act="publication.link_made").subject == "The agency"


def test_the_list_says_when_a_link_was_last_opened(alice, client_of):
    _link, token = make_link(acting=alice, name="The agency", days=1)
    before = client_of(alice).get("/en/page/planned/").content.decode()
    Client().get(address(token))

    assert "never opened" in before
    assert "last opened on" in client_of(alice).get("/en/page/planned/").content.decode()


@pytest.mark.parametrize("end", ["closed", "expired", "left", "hidden", "unknown"])
def test_a_link_that_ended_shows_nothing_of_the_company(acme, alice, client_of, end):
    maker = MemberFactory(company=acme, role=Role.EDITOR)
    link, token = make_link(acting=maker, name="The agency", days=1)
    if end == "closed":
        client_of(alice).post(f"{LINKS}{link.pk}/close/")
    elif end == "expired":
        PreviewLink.objects.update(expires_at=timezone.now())
    elif end == "left":
        type(maker).objects.filter(pk=maker.pk).update(ended_at=timezone.now())
    elif end == "hidden":
        type(acme).objects.update(hidden_at=timezone.now())
    else:
        token = "x" * 32

    answer = Client().get(address(token))

    assert answer.status_code == 404
    assert "This preview is closed" in answer.content.decode()
    assert "Acme" not in answer.content.decode()


@pytest.mark.parametrize("posted", [{"name": "", "days": "7"}, {"name": "The agency", "days": "400"}])
def test_a_link_without_name_or_end_is_not_made(alice, client_of, posted):
    page = client_of(alice).post(LINKS, posted)

    assert page.status_code == 400
    assert not PreviewLink.objects.exists()


def test_a_company_has_so_many_open_links(alice, client_of):
    PreviewLink.objects.bulk_create(
        PreviewLink(
            company=alice.company,
            made_by=alice.user,
            name=str(number),
            token_digest=str(number),
            expires_at=timezone.now() + timedelta(days=1),
        )
        for number in range(MOST_LINKS.default)
    )

    page = client_of(alice).post(LINKS, {"name": "One more", "days": "1"})

    assert page.status_code == 400
    assert "open preview links. Close one" in page.content.decode()
    assert 'value="One more"' in page.content.decode()
    with pytest.raises(TooManyLinks):
        make_link(acting=alice, name="One more", days=1)
    assert PreviewLink.objects.count() == MOST_LINKS.default
