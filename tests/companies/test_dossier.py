"""One page of the back office with everything about a company."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from companies import journal
from companies.actions.page_notices import HIDDEN
from companies.dossier import panels
from network.home.operators import ensure_groups
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.invoices import invoiced
from tests.factories.premium import SubscriptionFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def enter(client):
    """Sign in an operator of one group."""
    ensure_groups()

    def as_one_of(group):
        user = UserFactory(is_staff=True, language="en")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user, backend=BACKEND)
        return client

    return as_one_of


def page_of(client, company):
    return client.get(reverse("company_office:dossier", args=[company.pk]))


def test_everything_stands_on_one_page_reached_from_the_list_and_the_search(enter, borg):
    dan = MemberFactory(company=borg, user__name="Dan Dufour")
    invoice = invoiced(borg)
    journal.record(company=borg, act=HIDDEN, system="Comptoir")
    office = enter("Operators")

    listed = office.get(reverse("company:index"), {"q": "Borg"}).content.decode()
    page = page_of(office, borg).content.decode()

    assert reverse("company_office:dossier", args=[borg.pk]) in listed
    assert reverse("company:index") in office.get(reverse("wagtailadmin_explore_root")).content.decode()
    assert reverse("accounts_office:person", args=[dan.user_id]) in page
    for words in (
        "Dan Dufour",
        invoice.number,
        invoice.order.number,
        "hid the page on request",
        "Category not confirmed",
    ):
        assert words in page
    assert reverse("premium_office:order", args=[invoice.order_id]) in page


def test_each_group_reads_only_what_it_may(enter, borg):
    MemberFactory(company=borg, user__name="Dan Dufour")
    invoice = invoiced(borg)
    journal.record(company=borg, act=HIDDEN, system="Comptoir")

    finance = page_of(enter("Finance"), borg).content.decode()
    support = page_of(enter("Support"), borg).content.decode()

    assert invoice.number in finance
    assert "hid the page on request" not in finance
    assert "/back-office/people/" not in finance
    assert invoice.number not in support
    assert "hid the page on request" in support


def test_nobody_else_reads_it(client, borg):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend=BACKEND)

    assert page_of(client, borg).status_code == 302


def test_long_lists_are_cut_and_cost_no_more_queries(enter, borg, django_assert_num_queries):
    MemberFactory(company=borg)
    office = enter("Operators")
    page_of(office, borg)
    with django_assert_num_queries(len(panels.keys()) + 10):
        page_of(office, borg)
    SubscriptionFactory(company=borg)
    for number in range(25):
        MemberFactory(company=borg)
        journal.record(company=borg, act=HIDDEN, subject=str(number), system="Comptoir")

    with django_assert_num_queries(len(panels.keys()) + 10):
        page = page_of(office, borg).content.decode()

    assert page.count("hid the page on request") == 20
    assert "Only the first 20 are shown." in page
