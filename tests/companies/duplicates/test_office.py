"""The operator's pages: compare, read every consequence, merge, take apart; and what the staff reads afterwards."""

import re

import pytest
from django.urls import reverse

from companies.actions.sections import save_section
from companies.duplicates.actions.merging import undo_merge
from companies.duplicates.actions.suspicions import find_duplicates
from companies.duplicates.models import Merge, Suspicion
from companies.models import CategoryChange, Company
from network.notifications.models import Notification
from tests.companies.duplicates.conftest import furnish
from tests.factories.connections import FollowFactory
from tests.factories.premium import OrderFactory


def compare_address(one: object, other: object) -> str:
    return f"{reverse('duplicates_office:compare')}?one={one}&other={other}"


def preview_address(kept: Company, merged: Company) -> str:
    return reverse("duplicates_office:preview", args=[kept.pk, merged.pk])


def test_from_the_list_to_the_merge(acme, double, office, django_assert_max_num_queries):
    find_duplicates()
    listed = office.get("/back-office/suspicion/").content.decode()
    assert "ACME SAS" in listed
    assert f"one={acme.pk}&amp;other={double.pk}" in listed

    compared = office.get(compare_address(acme.pk, double.pk)).content.decode()
    assert preview_address(acme, double) in compared

    read = office.get(preview_address(acme, double)).content.decode()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', read)[1]
    answer = office.post(
        preview_address(acme, double), {"reason": "Same number.", "fingerprint": fingerprint, "staff": "no"}
    )

    merge = Merge.objects.get()
    assert answer.headers["Location"] == reverse("duplicates_office:merge", args=[merge.pk])
    assert (merge.kept, merge.merged, merge.reason, merge.with_staff) == (acme, double, "Same number.", False)
    assert "ACME SAS" in office.get("/back-office/merge/").content.decode()
    assert "Take the merge apart" in office.get(answer.headers["Location"]).content.decode()


def test_without_a_reason_nothing_is_merged_and_the_page_says_so(acme, double, office):
    answer = office.post(preview_address(acme, double), {"reason": "", "fingerprint": "x", "staff": "yes"})

    assert "Say why these two pages are one company" in answer.content.decode()
    assert not Merge.objects.exists()


def test_what_was_typed_stays_when_the_plan_has_changed(acme, double, office):
    answer = office.post(preview_address(acme, double), {"reason": "Same number.", "fingerprint": "old", "staff": "no"})

    shown = answer.content.decode()
    assert "Nothing was merged: look again" in shown
    assert "Same number.</textarea>" in shown


def test_every_affected_row_is_shown_in_words_a_page_at_a_time(acme, double, office, django_assert_num_queries):
    for _ in range(51):
        FollowFactory(followed=double)

    first = office.get(f"{preview_address(acme, double)}?staff=yes&table=connections.Follow")
    second = office.get(f"{preview_address(acme, double)}?staff=yes&table=connections.Follow&p=2")

    assert first.content.decode().count("→ ACME SAS") == 50
    assert second.content.decode().count("→ ACME SAS") == 1


def test_the_number_of_rows_costs_no_more_queries(acme, double, borg, cyan, office, django_assert_max_num_queries):
    furnish(acme, double, borg, cyan)
    address = preview_address(acme, double)
    with django_assert_max_num_queries(200) as few:
        office.get(address)
    for _ in range(20):
        FollowFactory(followed=double)

    with django_assert_max_num_queries(len(few.captured_queries)):
        office.get(address)


def test_a_page_that_bought_is_offered_to_be_kept(acme, double, office):
    OrderFactory(company=double)

    shown = office.get(preview_address(acme, double)).content.decode()

    assert "Cannot be merged this way" in shown
    assert preview_address(double, acme) in shown
    assert "Merge the two pages" not in shown


def test_what_speaks_against_both_ways_offers_none(acme, double, office):
    for company in (acme, double):
        CategoryChange.objects.create(company=company, category="provider", reason="We ship.")

    assert preview_address(double, acme) not in office.get(preview_address(acme, double)).content.decode()


@pytest.mark.parametrize(
    "typed", ["https://comptoir.example/fr/companies/acme-sas/", "acme-sas", " /en/companies/acme-sas/ "]
)
def test_a_page_is_named_by_its_address(acme, double, office, typed):
    assert office.get(compare_address(acme.pk, typed)).context["comparison"].other == double


def test_an_unknown_address_is_said_and_stays_typed(acme, office):
    shown = office.get(compare_address(acme.slug, "nobody")).content.decode()

    assert "No page has this address" in shown
    assert 'value="nobody"' in shown


def test_one_page_is_not_compared_with_itself(acme, office):
    assert "That is the same page" in office.get(compare_address(acme.pk, acme.slug)).content.decode()


def test_two_companies_are_dismissed_and_put_back(acme, double, office):
    find_duplicates()
    address = reverse("duplicates_office:judge", args=[acme.pk, double.pk])

    office.post(address)
    assert Suspicion.objects.get().dismissed_at is not None
    assert "Put the pair back" in office.get(compare_address(acme.pk, double.pk)).content.decode()

    office.post(address, {"again": "1"})
    assert Suspicion.objects.get().dismissed_at is None


def test_looking_now_is_the_workers_job(acme, double, office, relay_outbox):
    office.post(reverse("duplicates_office:find"))
    assert not Suspicion.objects.exists()

    relay_outbox()

    assert Suspicion.objects.get().reasons == "same name"


def test_a_merge_is_taken_apart_on_its_page(acme, double, borg, merge, office):
    FollowFactory(follower=borg, followed=double)
    done = merge(acme, double)
    acme.follows_received.all().delete()
    address = reverse("duplicates_office:merge", args=[done.pk])

    shown = office.post(address, {"undo": "1"}, follow=True).content.decode()

    assert "Both pages are there again" in shown
    assert "1 row changed since" in shown
    assert "deleted since" in shown
    assert "put back" in office.get(f"{address}?table=companies.Company").content.decode()


def test_the_company_page_of_the_office_leads_there(acme, double, merge, office):
    address = reverse("company_office:company", args=[double.pk])
    assert f"{reverse('duplicates_office:compare')}?one={double.pk}" in office.get(address).content.decode()

    done = merge(acme, double)

    assert reverse("duplicates_office:merge", args=[done.pk]) in office.get(address).content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_staff_reads_what_the_merged_page_said(
    acme, double, owner_of, client_of, merge, language, django_capture_on_commit_callbacks
):
    save_section(acting=owner_of(double), kind="presentation", content={"text": "We make traps."}, base_version=0)
    save_section(acting=owner_of(acme), kind="presentation", content={"text": "We sell traps."}, base_version=0)
    alice = owner_of(acme)
    with django_capture_on_commit_callbacks(execute=True):
        merge(acme, double)
    browser = client_of(alice)
    told = Notification.objects.get(user=alice.user)

    assert told.url in browser.get("/en/page/").content.decode()
    assert "We make traps." in browser.get(told.url.replace("/en/", f"/{language}/")).content.decode()


def test_after_the_undo_the_page_says_so_and_a_page_without_text_too(
    acme, double, owner_of, client_of, merge, operator
):
    done = merge(acme, double)
    undo_merge(operator=operator, merge=done)

    shown = client_of(owner_of(acme)).get(f"/en/page/merged/{done.pk}/").content.decode()

    assert "The merge was taken apart" in shown
    assert "Nothing was written there" in shown
