"""The accountant's files: the FEC held against the public rules of article A47 A-1, and the operator's pages."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.common.signals import announce
from premium.actions.orders import confirm_payment, place_order
from premium.billing import BillingDetails
from premium.invoices.exports import FEC_COLUMNS, fec_name, fec_of
from premium.invoices.models import Invoice
from premium.models import Pack
from premium.signals import payment_refunded
from tests.factories.accounts import UserFactory
from tests.factories.invoices import invoiced

PARIS = BillingDetails("Borg\tSAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example")
MANDATORY = FEC_COLUMNS[:6] + FEC_COLUMNS[8:13] + ["ValidDate"]
AMOUNT = re.compile(r"\d+,\d{2}")
DAY = re.compile(r"20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


@pytest.fixture
def paid(borg, owner_of, relay_outbox):
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS)
    confirm_payment(
        order=order,
        operator=UserFactory(is_superuser=True),
        received_cents=order.total_cents,
        received_on=timezone.localdate(),
    )
    relay_outbox()
    order.refresh_from_db()
    return order


def rows_of(content: bytes) -> list[dict[str, str]]:
    lines = content.decode("utf-8").split("\r\n")
    assert lines[0].split("\t") == FEC_COLUMNS
    assert lines[-1] == ""
    rows = [line.split("\t") for line in lines[1:-1]]
    assert {len(row) for row in rows} <= {18}
    return [dict(zip(FEC_COLUMNS, row, strict=True)) for row in rows]


def cents(amount: str) -> int:
    assert AMOUNT.fullmatch(amount), amount
    return int(Decimal(amount.replace(",", ".")) * 100)


def assert_accepted(rows: list[dict[str, str]]) -> None:
    """The public rules: columns, formats, numbers without gaps in the order of days, each entry balanced."""
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        assert all(row[name] for name in MANDATORY), row
        assert all(DAY.fullmatch(row[name]) for name in ("EcritureDate", "PieceDate", "ValidDate")), row
        assert re.fullmatch(r"\d{6,}", row["CompteNum"]), row
        assert bool(row["CompAuxNum"]) == bool(row["CompAuxLib"])
        assert bool(row["EcritureLet"]) == bool(row["DateLet"])
        assert (cents(row["Debit"]) == 0) != (cents(row["Credit"]) == 0)
        sums[row["EcritureNum"]] += cents(row["Debit"]) - cents(row["Credit"])
    assert list(sums) == [str(number) for number in range(1, len(sums) + 1)]
    assert set(sums.values()) <= {0}
    days = [row["EcritureDate"] for row in rows]
    assert days == sorted(days)


def test_sale_and_payment_meet_in_the_account_of_the_customer(paid):
    rows = rows_of(fec_of(timezone.localdate().year))

    assert_accepted(rows)
    assert [(row["JournalCode"], row["CompteNum"], row["Debit"], row["Credit"]) for row in rows] == [
        ("BQ", "512000", "588,00", "0,00"),
        ("BQ", "411000", "0,00", "588,00"),
        ("VE", "411000", "588,00", "0,00"),
        ("VE", "706000", "0,00", "490,00"),
        ("VE", "445710", "0,00", "98,00"),
    ]
    assert {row["EcritureLet"] for row in rows if row["CompteNum"] == "411000"} == {paid.number}
    assert "\t".join(["C", "Borg SAS"])[2:] in {row["CompAuxLib"] for row in rows}


def test_every_kind_of_sale_is_accepted(borg, paid, relay_outbox):
    for customer in ("eu_valid_number", "reunion", "guyane", "switzerland"):
        invoiced(borg, customer)
    announce(payment_refunded, order=paid, amount_cents=5_880)
    relay_outbox()

    rows = rows_of(fec_of(timezone.localdate().year))

    assert_accepted(rows)
    note = Invoice.objects.credit_notes().get()
    assert [(row["CompteNum"], row["Debit"], row["Credit"]) for row in rows if row["PieceRef"] == note.number] == [
        ("411000", "0,00", "58,80"),
        ("706000", "49,00", "0,00"),
        ("445710", "9,80", "0,00"),
    ]


def test_a_year_without_a_sale_has_its_head_only(db):
    assert rows_of(fec_of(1999)) == []
    assert fec_name(date(2026, 12, 31)) == "123456782FEC20261231.txt"


@pytest.fixture
def finance(db):
    person = UserFactory(name="Olga", language="en", is_staff=True)
    for codename in ("view_invoice", "access_admin"):
        person.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_operator_finds_invoices_their_evidence_and_the_year(finance, borg):
    invoice = invoiced(borg, "eu_valid_number")
    year = invoice.issued_on.year

    listed = finance.get(reverse("invoice:index")).content.decode()
    page = finance.get(reverse("invoice_office:invoice", args=[invoice.pk])).content.decode()
    accountant = finance.get(reverse("invoice_office:accountant")).content.decode()
    table = finance.get(reverse("invoice_office:year_csv", args=[year])).content.decode("utf-8-sig")
    entries = finance.get(reverse("invoice_office:year_fec", args=[year]))

    assert invoice.number in listed
    assert "ESB58378431" in page
    assert "123456782FEC" in accountant
    assert "OSS" in accountant
    assert invoice.number in table
    assert entries["Content-Disposition"] == f'attachment; filename="123456782FEC{year}1231.txt"'
    assert finance.get(reverse("invoice_office:document", args=[invoice.pk])).status_code == 409


def test_the_operator_learns_which_package_is_missing(finance, borg, monkeypatch):
    invoiced(borg)
    monkeypatch.setattr("premium.invoices.office.has_pango", lambda: False)

    page = finance.get(reverse("invoice_office:accountant")).content.decode()

    assert "apt-get install libpango-1.0-0" in page
