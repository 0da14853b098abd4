"""What other sites show of a page: the card, the badge, oEmbed; never of a page that is not open to everybody."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from companies.actions.sections import save_section
from companies.models import Company
from companies.page_rights import page_rights
from companies.pictures.actions import keep_picture
from companies.uploads import picture_from
from tests.companies.pictures.test_pictures import photograph
from tests.companies.test_page import complete
from tests.factories.companies import CompanyFactory

PAGE = "/en/companies/acme/"


@pytest.fixture
def whole(acme, owner_of) -> Company:
    complete(acme, owner_of(acme))
    return Company.objects.get(pk=acme.pk)


def described(browser: Client, settings, path: str = PAGE, **asked: str):
    return browser.get("/en/oembed/", {"url": f"{settings.BASE_URL}{path}", **asked})


def pixels(browser: Client, address: str) -> Image.Image:
    return Image.open(BytesIO(browser.get(address).content))


def test_the_card_is_of_the_right_size_and_follows_what_it_shows(whole, owner_of, client, settings):
    page, acting = client.get(PAGE).content.decode(), owner_of(whole)
    address = page.partition('og:image" content="')[2].partition('"')[0]
    path = address.removeprefix(settings.BASE_URL)
    drawn = pixels(client, path)
    cover = keep_picture(acting=acting, drawn=picture_from(photograph()))
    content = {"pictures": [{"picture": cover.pk, "alt": "", "is_cover": True}], "video": "", "video_title": ""}

    save_section(acting=acting, kind="pictures", content=content, base_version=0)
    with_cover = pixels(client, path)

    assert (drawn.size, drawn.format) == ((1200, 630), "PNG")
    assert len(client.get(path).content) < 600_000
    assert drawn.getpixel((5, 5)) != with_cover.getpixel((5, 5))
    assert address not in client.get(PAGE).content.decode(), "whoever kept the former one fetches it anew"


@pytest.mark.parametrize("traits", [{}, {"name": "W" * 80, "offer": "Ж " * 80}])
def test_a_card_of_every_drawing_and_of_every_length(client, db, traits):
    for number in range(3):
        CompanyFactory(pk=800 + 8 * number, **{"name": "Any", **traits, "slug": f"card-{number}"})
        assert pixels(client, f"/en/companies/card-{number}/card.png").size == (1200, 630)


def test_oembed_answers_as_its_specification_says(whole, client, settings):
    page = client.get(PAGE).content.decode()
    found = page.partition('type="application/json+oembed" href="')[2].partition('"')[0].replace("&amp;", "&")

    answer = client.get(found.removeprefix(settings.BASE_URL))
    small = described(client, settings, maxwidth="200", maxheight="50", format="json").json()

    told = answer.json()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Comptoir")
    assert told["html"].startswith(f'<iframe src="{settings.BASE_URL}/en/companies/acme/badge/"')
    assert "script" not in told["html"]
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= told.keys()
    assert (small["width"], small["height"]) == (200, 50)
    assert "thumbnail_url" not in small


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "xml"}, 501),
        ({"format": "nonsense"}, 400),
        ({"url": ""}, 400),
        ({"url": "https://elsewhere.example/en/companies/acme/"}, 404),
        ({"url": "http://[broken"}, 404),
        ({"url": "BASE/en/companies/nobody/"}, 404),
        ({"url": "BASE/en/companies/acme/claim/"}, 404),
        ({"url": "BASE/xx/companies/acme/"}, 404),
        ({"url": "BASE/en/companies/hid/"}, 404),
        ({"url": "BASE/en/companies/gxo/"}, 401),
    ],
)
def test_oembed_refuses_by_its_specification(acme, client, settings, asked, status):
    CompanyFactory(name="Gxo", slug="gxo", claimed_at=None)
    CompanyFactory(name="Hid", slug="hid", hidden_at="2026-01-01T00:00:00Z")
    typed = {name: value.replace("BASE", settings.BASE_URL) for name, value in asked.items()}

    answer = client.get("/en/oembed/", {"url": f"{settings.BASE_URL}{PAGE}", **typed})

    assert answer.status_code == status
    assert answer.json()["error"]


def test_only_the_badge_may_be_framed_and_it_carries_no_script(whole, client):
    badge, picture, page = (client.get(f"{PAGE}{tail}") for tail in ("badge/", "badge.svg", ""))

    assert "frame-ancestors *" in badge.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in badge.headers
    assert not badge.cookies
    assert "<script" not in badge.content.decode()
    assert "Acme Vélos" in badge.content.decode()
    assert 'target="_blank"' in badge.content.decode()
    assert picture.headers["Content-Type"] == "image/svg+xml"
    for other in (picture, page):
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("tail", ["card.png", "badge/", "badge.svg", "news.atom"])
def test_nothing_is_shown_elsewhere_of_a_hidden_or_closed_page(acme, borg, client, settings, monkeypatch, tail):
    CompanyFactory(name="Hid", slug="hid", hidden_at="2026-01-01T00:00:00Z")
    monkeypatch.setattr(page_rights, "_entries", {"test": lambda company: not company.is_provider})

    statuses = {slug: client.get(f"/en/companies/{slug}/{tail}").status_code for slug in ("acme", "borg", "hid")}
    closed = client.get("/en/companies/borg/").content.decode()

    assert statuses == {"acme": 200, "borg": 404, "hid": 404}
    assert "oembed" not in closed
    assert "news.atom" not in closed
    assert described(client, settings, "/en/companies/borg/").status_code == 401


def test_an_unclaimed_page_has_no_badge_and_no_news(client, db):
    CompanyFactory(name="Gxo", slug="gxo", claimed_at=None)

    page = client.get("/en/companies/gxo/").content.decode()

    for tail in ("badge/", "badge.svg", "news.atom"):
        assert client.get(f"/en/companies/gxo/{tail}").status_code == 404
        assert tail not in page
    assert "oembed" not in page


@pytest.mark.parametrize(("language", "words"), [("en", "A badge for your site"), ("fr", "Un badge pour votre site")])
def test_the_staff_copies_the_badge_from_our_page(whole, owner_of, client_of, settings, language, words):
    browser = client_of(owner_of(whole))
    ours = browser.get(f"/{language}/page/").content.decode()

    shared = browser.get(f"/{language}/page/badge/").content.decode()

    assert f'href="/{language}/page/badge/"' in ours
    assert words in shared
    assert f"&lt;img src=&quot;{settings.BASE_URL}/{language}/companies/acme/badge.svg&quot;" in shared
    assert "&lt;script" not in shared


def test_who_is_not_open_yet_learns_when(borg, owner_of, client_of, monkeypatch):
    monkeypatch.setattr(page_rights, "_entries", {"test": lambda company: False})

    shared = client_of(owner_of(borg)).get("/en/page/badge/").content.decode()

    assert "Your page is not open to everybody yet." in shared
    assert "badge.svg" not in shared
