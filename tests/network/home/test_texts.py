"""Help, articles and pages of text: written at first, found, planned."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from network.home.editorial import ensure_pages
from network.home.models import TextListPage, TextPage
from network.home.tasks import publish_planned_pages


@pytest.fixture(autouse=True)
def first_pages(db):
    cache.clear()
    ensure_pages()
    yield
    cache.clear()


def help_page() -> TextListPage:
    return TextListPage.objects.get(slug="help")


def add_text(title: str, **fields) -> TextPage:
    return help_page().add_child(
        instance=TextPage(title=title, body="<p>News.</p>", locale=help_page().locale, **fields)
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_first_page_is_open_and_in_the_footer(client, language):
    home = client.get(f"/{language}/").content.decode()
    pages = [*TextPage.objects.all(), *TextListPage.objects.all()]
    ours = [page for page in pages if page.locale.language_code == language]

    assert len(ours) == 13
    for page in ours:
        assert client.get(page.url).status_code == 200
        assert (f'href="{page.url}"' in home) == page.show_in_menus
        assert page.get_translations().count() == 1


def test_search_engines_are_told_of_them(client):
    listed = client.get("/sitemap-editorial.xml").content.decode()

    assert help_page().url in listed
    assert "/fr/mentions-legales/" in listed


def test_help_is_searched_by_words_and_says_when_nothing_was_found(client):
    url = help_page().url

    found = client.get(url, {"q": "invite colleague"}).content.decode()
    nothing = client.get(url, {"q": "<b>zebra"}).content.decode()

    assert "Invite a colleague" in found
    assert "Buy and pay for a pack" not in found
    assert "Nothing here says “&lt;b&gt;zebra”" in nothing
    assert "Show everything" in nothing


def test_a_long_list_goes_on_and_keeps_what_was_typed(client):
    for number in range(21):
        add_text(f"Zebra {number}")

    first = client.get(help_page().url, {"q": "zebra"})
    second = client.get(help_page().url + first.context["next_url"])

    assert first.context["next_url"] == "?q=zebra&page=2"
    assert [text.title for text in second.context["texts"]] == ["Zebra 20"]
    assert "?q=zebra&amp;page=1" in second.content.decode()


def test_an_empty_list_says_so(client):
    TextPage.objects.child_of(help_page()).delete()

    assert "Nothing has been written here yet." in client.get(help_page().url).content.decode()


def test_articles_begin_with_the_newest(client):
    articles = TextListPage.objects.get(slug="articles", locale__language_code="en")
    newest = articles.add_child(instance=TextPage(title="News of today", body="<p>News.</p>", locale=articles.locale))
    TextPage.objects.filter(pk=newest.pk).update(first_published_at=timezone.now() + timedelta(minutes=1))
    TextPage.objects.exclude(pk=newest.pk).update(first_published_at=timezone.now())

    first, second = client.get(articles.url).context["texts"]

    assert (first.title, second.title) == ("News of today", "Five questions before you ask for a quote")


def test_a_planned_page_appears_and_ends_when_its_time_has_come(client):
    page = add_text("Planned", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    address = f"{help_page().url}planned/"
    assert client.get(address).status_code == 404

    publish_planned_pages()
    assert client.get(address).status_code == 200

    TextPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_planned_pages()
    assert client.get(address).status_code == 404
