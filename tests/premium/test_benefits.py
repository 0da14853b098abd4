"""What does this pack give me, and the honest report sixty days before it is renewed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.roles import Role
from network.notifications.models import Notification
from premium.actions import quota
from premium.benefits.models import HonestyReport
from premium.benefits.results import Result, results
from premium.benefits.selectors import benefits_of
from premium.benefits.tasks import report_before_renewal
from premium.models import Pack
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory


def ending_in(company, days, slug="business"):
    ends_at = timezone.now() + timedelta(days=days)
    return SubscriptionFactory(company=company, slug=slug, starts_at=ends_at - timedelta(days=365), ends_at=ends_at)


def use(company, times):
    for number in range(times):
        quota.commit(quota.reserve(company, "introductions", f"use:{company.pk}:{number}").key)


@pytest.fixture
def brought(monkeypatch):
    entries = {"leads": Result("Leads", lambda company, since, until: (until - since).days)}
    monkeypatch.setattr(results, "_entries", entries)


def test_the_page_shows_use_to_date_and_what_it_brought(client_of, owner_of, borg, brought):
    ending_in(borg, 200)
    use(borg, 3)

    page = client_of(owner_of(borg)).get(reverse("benefits:page")).content.decode()

    for words in ("What Business gives us", "Introductions", "Leads", "165", "Sixty days before the end"):
        assert words in page
    assert "Before you renew" not in page


def test_sixty_days_before_the_end_the_page_says_that_a_smaller_pack_would_do(client_of, owner_of, borg):
    ending_in(borg, 50)
    use(borg, 12)

    page = client_of(owner_of(borg)).get(reverse("benefits:page")).content.decode()

    assert "Essential would have been enough" in page
    assert "€500" in page


def test_who_used_more_than_the_smaller_pack_gives_is_not_told_to_leave(borg):
    ending_in(borg, 50)
    use(borg, 13)

    assert benefits_of(borg).smaller is None


def test_the_smallest_pack_has_no_smaller_one(borg):
    ending_in(borg, 50, "essential")

    assert benefits_of(borg).smaller is None


def test_the_report_is_made_once_and_told_to_who_pays(borg):
    year = ending_in(borg, 59)
    MemberFactory(company=borg, role=Role.BILLING, user__name="Bea")
    use(borg, 2)

    assert (report_before_renewal(), report_before_renewal()) == (1, 0)

    report = HonestyReport.objects.get(subscription=year)
    assert (report.smaller_pack, report.saved_cents) == (Pack.objects.get(slug="essential"), 50_000)
    assert {"feature": "introductions", "most": 2, "limit": 40} in report.used
    news = Notification.objects.filter(kind="benefits.reported_smaller")
    assert "Bea" in {notification.user.name for notification in news}


def test_a_report_that_advises_nothing_smaller_says_so(borg):
    ending_in(borg, 59)
    use(borg, 13)

    report_before_renewal()

    assert Notification.objects.filter(kind="benefits.reported").exists()


def test_nothing_is_reported_earlier(borg):
    ending_in(borg, 61)

    assert report_before_renewal() == 0


def test_a_company_without_a_pack_sees_what_it_has(client_of, owner_of, borg, acme):
    assert "No pack yet" in client_of(owner_of(borg)).get(reverse("benefits:page")).content.decode()
    assert "free" in client_of(owner_of(acme)).get(reverse("benefits:page")).content.decode()


def test_the_owner_of_a_closed_page_reads_which_pack_opens_it(client_of, owner_of, borg):
    page = client_of(owner_of(borg)).get(borg.get_absolute_url()).content.decode()

    assert "It opens with the pack Essential, €490 a year before VAT." in page
    assert "?need=public_page" in page


def test_queries_do_not_grow_with_use(client_of, owner_of, borg, django_assert_max_num_queries):
    ending_in(borg, 200)
    client = client_of(owner_of(borg))
    use(borg, 1)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("benefits:page"))
    for number in range(10):
        quota.reserve(borg, "introductions", f"more:{number}")

    with django_assert_max_num_queries(len(few)):
        client.get(reverse("benefits:page"))
