"""The news of one company for feed readers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from network.feed.models import Activity
from tests.factories.companies import CompanyFactory

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize(("language", "words"), [("en", "is a client of"), ("fr", "est cliente de")])
def test_the_news_of_a_company_are_followed_without_an_account(
    acme, borg, client, settings, django_assert_num_queries, language, words
):
    now, hidden = timezone.now(), CompanyFactory(name="Hid", hidden_at=timezone.now())
    acts = [
        ("updated", acme, None, ""),
        ("connected", borg, acme, "client"),
        ("connected", acme, hidden, "client"),
        ("updated", borg, None, ""),
    ]
    for number, (kind, company, other, subject) in enumerate(acts):
        Activity.objects.create(
            key=f"{number}", kind=kind, company=company, other=other, subject=subject, at=now - timedelta(days=number)
        )
    address = f"/{language}/companies/acme/news.atom"
    page = client.get(f"/{language}/companies/acme/").content.decode()

    with django_assert_num_queries(3):
        answer = client.get(address)

    feed = etree.fromstring(answer.content)
    titles = feed.xpath("a:entry/a:title/text()", namespaces=ATOM)
    names = feed.xpath("//a:id/text()", namespaces=ATOM)
    assert page.count(f'href="{address}"') == 2, "for machines and for people"
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert len(titles) == 2
    assert titles[1] == f"Borg {words} Acme"
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM) == f"{settings.BASE_URL}{address}"
    assert len({*names}) == 3
    assert all(name.startswith(settings.BASE_URL) for name in names)
