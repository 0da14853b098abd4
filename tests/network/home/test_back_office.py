"""The back office opens on what waits, for those who may decide it."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from companies.duplicates.models import Suspicion
from companies.recovery.models import RecoveryRequest
from companies.standing_in.models import StandIn
from companies.verification.choices import PaperKind
from companies.verification.models import PaperProof
from network.common.back_office import OfficeIndexView
from network.home.operators import ensure_groups
from network.home.selectors import waiting_for_operator
from tests.access.routes import named_views
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory


@pytest.fixture
def operator(db, client):
    ensure_groups()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="Operators"))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def test_an_operator_reads_what_waits_with_the_way_there(client, operator):
    CompanyFactory(name="Waiting Ltd")

    page = client.get("/back-office/").content.decode()

    assert "What waits for you" in page
    assert "/back-office/claim/" in page
    assert "/back-office/order_to_confirm/" in page


def test_papers_recoveries_and_duplicates_are_counted_once_an_operator_may_decide(operator, acme, borg):
    PaperProof.objects.create(company=acme, kind=PaperKind.EXTRACT)
    Suspicion.objects.create(low=acme, high=borg)
    for company, days in ((acme, -1), (borg, 1)):
        until = timezone.now() + timedelta(days=days)
        RecoveryRequest.objects.create(company=company, user=operator, cooling_until=until)

    counts = {one.url: one.count for one in waiting_for_operator(operator)}

    assert counts["/back-office/paperproof/"] == 1
    assert counts["/back-office/suspicion/"] == 1
    assert counts["/back-office/recoveryrequest/"] == 1, "the staff of the other may still object"


def test_finance_sees_payments_and_no_claims(client, operator):
    operator.groups.set([Group.objects.get(name="Finance")])

    page = client.get("/back-office/").content.decode()

    assert "/back-office/order_to_confirm/" in page
    assert "/back-office/claim/" not in page


def test_a_member_without_a_group_does_not_enter(client, db):
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/back-office/").status_code in {302, 403}


def test_the_back_office_has_its_own_content_policy_and_the_site_a_strict_one(client, operator):
    assert "'unsafe-inline'" in client.get("/back-office/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/en/account/login/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("is_staff", [True, False])
def test_only_an_operator_finds_the_back_office_in_his_menu(client, db, is_staff):
    client.force_login(UserFactory(is_staff=is_staff))

    page = client.get("/en/companies/start/").content.decode()

    assert ("You are an operator of the network." in page) is is_staff
    assert ('href="/back-office/"' in page) is is_staff


def test_a_list_is_taken_away_as_it_is_filtered_and_no_cell_runs(client, operator):
    CompanyFactory(name="=1+1 Freight", country="FR")
    CompanyFactory(name="Quite another")

    answer = client.get("/back-office/company/?q=freight&export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    sheet = load_workbook(
        io.BytesIO(b"".join(client.get("/back-office/company/?q=freight&export=xlsx"))), read_only=True
    )

    assert rows[0][:3] == ["Company", "Country", "Category"]
    assert [row[0] for row in rows[1:]] == ["'=1+1 Freight"]
    assert [[cell.value for cell in row][:2] for row in sheet.active.rows] == [
        ["Company", "Country"],
        ["'=1+1 Freight", "FR"],
    ]
    assert "export=csv" in client.get("/back-office/company/").content.decode()


def test_every_list_of_ours_can_be_taken_away(client, operator, borg):
    standing = StandIn.objects.create(
        operator=operator, person=UserFactory(), company=borg, reason="Help.", ends_at=timezone.now()
    )
    lists = {
        name
        for name, view in named_views()
        if isinstance(getattr(view, "view_class", None), type) and issubclass(view.view_class, OfficeIndexView)
    }

    assert len(lists) > 20
    for name in lists:
        answer = client.get(reverse(name), {"export": "csv"})
        assert answer["Content-Type"] == "text/csv", name
        assert b"".join(answer.streaming_content).splitlines()[0], name
    taken = client.get(reverse("standin:index"), {"export": "csv"})
    assert standing.person.display_name.encode() in b"".join(taken.streaming_content)
