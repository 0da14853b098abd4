"""Invoices in another currency: the VAT in euros beside it, at the rate of the order's day; entries of the books in euros."""

from datetime import date

import pytest
from lxml import etree

from premium.actions.refunds import book_refund
from premium.actions.settlement import settle_order
from premium.exchange import Rate
from premium.invoices.actions.issuing import issue_credit_note, issue_invoice
from premium.invoices.cii import SPACES
from premium.invoices.document import html_of
from premium.invoices.exports import fec_of, table_of
from premium.invoices.models import Invoice
from premium.models import Currency, Order
from tests.factories.invoices import invoiced, paid_order
from tests.factories.premium import sell_in_francs
from tests.premium.invoices.test_accountant import assert_accepted, rows_of


def amounts(invoice, name):
    found = etree.fromstring(invoice.xml.encode()).iterfind(f".//ram:{name}", SPACES)
    return [(each.text, each.get("currencyID")) for each in found]


@pytest.fixture
def francs(db):
    return sell_in_francs()


def test_the_vat_is_told_in_euros_at_the_rate_of_the_order(borg, francs):
    order = paid_order(borg)
    Currency.objects.update(euro_rate=2_000_000)

    invoice = issue_invoice(order)

    # 20 % of 1,050.00 CHF are 210.00 CHF, 225.41 EUR.
    assert (invoice.currency, invoice.vat_cents, invoice.vat_euro_cents) == ("CHF", 21_000, 22_541)
    assert invoice.exchange == {
        "euro_rate": 1_073_400,
        "rate_on": "2026-11-20",
        "rate_source": "European Central Bank",
        "vat_euro_cents": 22_541,
    }
    assert amounts(invoice, "InvoiceCurrencyCode") == [("CHF", None)]
    assert amounts(invoice, "TaxCurrencyCode") == [("EUR", None)]
    assert amounts(invoice, "TaxTotalAmount") == [("210.00", "CHF"), ("225.41", "EUR")]
    page = html_of(invoice)
    assert "225,41\xa0€" in page
    assert "1 CHF = 1,0734 EUR, cours du 20 novembre 2026, European Central Bank" in page


def test_an_invoice_in_euros_says_nothing_of_rates(borg):
    invoice = invoiced(borg)

    assert invoice.exchange is None
    assert (amounts(invoice, "TaxCurrencyCode"), len(amounts(invoice, "TaxTotalAmount"))) == ([], 1)
    assert "EUR, cours" not in html_of(invoice)


def test_a_credit_note_keeps_the_rate_of_the_order_it_credits(borg, francs):
    order = issue_invoice(paid_order(borg)).order
    Currency.objects.update(euro_rate=2_000_000)

    note = issue_credit_note(order, cents=10_001, cause="refund:1")

    # 100.01 CHF hold 16.67 CHF of VAT, 17.89 EUR at 1.0734.
    assert (note.net_cents, note.vat_cents, note.vat_euro_cents) == (8_334, 1_667, 1_789)
    assert note.rate == Rate("CHF", 1_073_400, date(2026, 11, 20), "European Central Bank")


def test_the_entries_of_the_books_are_in_euros_and_balanced_to_the_cent(borg, francs):
    order = paid_order(borg, credit_cents=12_307)
    Order.objects.filter(pk=order.pk).update(way="card", state="waiting")
    order.refresh_from_db()
    settle_order(order=order, received_on=date(2026, 11, 23))
    invoice = issue_invoice(order)
    book_refund(order=order, cents=10_001, key="part")
    note = issue_credit_note(order, cents=10_001, cause="refund:1")

    rows = rows_of(fec_of(2026))

    # 1,112.32 CHF are 1,193.96 EUR and 185.39 CHF of VAT 199.00 EUR; of 926.93 CHF remain 994.96, not 994.97 EUR.
    assert_accepted(rows)
    assert [(row["CompteNum"], row["Debit"], row["Credit"]) for row in rows if row["PieceRef"] == invoice.number] == [
        ("411000", "1193,96", "0,00"),
        ("706000", "0,00", "994,96"),
        ("445710", "0,00", "199,00"),
    ]
    assert {row["Montantdevise"] for row in rows if row["PieceRef"] == invoice.number} == {
        "1112,32",
        "-926,93",
        "-185,39",
    }
    assert {row["Idevise"] for row in rows} == {"CHF"}
    assert [(row["CompteNum"], row["Debit"], row["Credit"]) for row in rows if row["PieceRef"] == note.number] == [
        ("411000", "0,00", "107,35"),
        ("706000", "89,46", "0,00"),
        ("445710", "17,89", "0,00"),
    ]
    settled = [(row["CompteNum"], row["Debit"], row["Credit"]) for row in rows if row["JournalCode"] == "BQ"]
    assert settled == [
        ("511500", "1193,96", "0,00"),
        ("411000", "0,00", "1193,96"),
        ("511500", "0,00", "107,35"),
        ("411000", "107,35", "0,00"),
    ]
    assert f"{invoice.number};invoice" in table_of(Invoice.objects.all()).decode("utf-8-sig")
    assert ";CHF;" in table_of(Invoice.objects.all()).decode("utf-8-sig")
