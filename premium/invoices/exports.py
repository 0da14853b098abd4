"""What the accountant gets: a year as CSV, and the French file of accounting entries (FEC).

The FEC follows article A47 A-1 of the French tax procedure book: 18 columns in their order, tab between them, dates as
AAAAMMJJ, comma before the cents, entries numbered without gaps in the order of their dates, each balanced. Sales come
from the invoices (411 against 706 and 44571), money from the ledger, whose revenue and VAT lines are the customer's
account seen from the bank. All is in euros, what was sold in another currency at the rate its order has kept.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import override

from premium.choices import CURRENCY, Account
from premium.exchange import EURO, Rate, converted, rate_of
from premium.invoices.models import Invoice
from premium.invoices.seller import SELLER
from premium.models import LedgerTransaction

FEC_COLUMNS: Final = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
    "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()
CSV_COLUMNS: Final = (
    "number kind date order customer country vat_number purchase_order net vat_rate vat_reason vat total currency paid_on credits"
).split()
CUSTOMERS: Final = ("411000", "Clients")
NAMES: Final = {
    Account.BANK: ("512000", "Banque"),
    Account.REVENUE: ("706000", "Prestations de services"),
    Account.VAT: ("445710", "TVA collectée"),
}
OWED_BY_CUSTOMERS: Final = frozenset({Account.REVENUE, Account.VAT})


def table_of(invoices: Iterable[Invoice]) -> bytes:
    """Invoices as CSV that spreadsheets open: semicolons, comma before the cents, a byte-order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for row in invoices.select_related("order", "corrects") if hasattr(invoices, "select_related") else invoices:
        writer.writerow(map(_harmless, _cells(row)))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells(row: Invoice) -> list[str]:
    sign = -1 if row.is_credit_note else 1
    return [
        row.number,
        row.kind,
        row.issued_on.isoformat(),
        row.order.number,
        row.buyer["name"],
        row.buyer["country"],
        row.buyer["vat_number"],
        row.purchase_order,
        _amount(sign * row.net_cents),
        _amount(row.vat_basis_points),
        row.vat_reason,
        _amount(sign * row.vat_cents),
        _amount(sign * row.total_cents),
        row.currency,
        row.settled_on.isoformat(),
        row.corrects.number if row.corrects else "",
    ]


def _harmless(cell: str) -> str:
    """What a customer typed never becomes a formula of the spreadsheet."""
    starts_formula = cell[:1] in {"=", "+", "@", "\t"} or (cell[:1] == "-" and not cell[1:2].isdigit())
    return f"'{cell}" if starts_formula else cell


def _amount(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}".replace(".", ",")


@dataclass(frozen=True)
class Line:
    """One line of an accounting entry; debits are positive cents, of a euro once `in_euros` has made them so."""

    account: str
    label: str
    cents: int
    customer: tuple[str, str] = ("", "")
    foreign_cents: int = 0


@dataclass(frozen=True)
class Entry:
    """One balanced entry of a journal; `matching` letters the customer's lines of one order."""

    journal: tuple[str, str]
    day: date
    piece: str
    text: str
    lines: list[Line]
    matching: str
    rate: Rate


def fec_name(closed_on: date) -> str:
    """The file's name: the seller's SIREN and the last day of the year."""
    return f"{SELLER['siren']}FEC{closed_on:%Y%m%d}.txt"


def fec_of(year: int) -> bytes:
    """All entries of a calendar year, numbered in the order of their dates."""
    entries = sorted([*_sales(year), *_money(year)], key=lambda entry: (entry.day, entry.journal, entry.piece))
    rows = ["\t".join(FEC_COLUMNS)]
    for number, entry in enumerate(entries, 1):
        rows += [_row(number, entry, line) for line in entry.lines]
    return ("\r\n".join(rows) + "\r\n").encode()


def _row(number: int, entry: Entry, line: Line) -> str:
    day = f"{entry.day:%Y%m%d}"
    is_foreign = entry.rate != EURO
    letters = entry.matching if line.customer[0] else ""
    cells = [
        *entry.journal,
        str(number),
        day,
        line.account,
        line.label,
        *line.customer,
        entry.piece,
        day,
        entry.text,
        _amount(max(line.cents, 0)),
        _amount(max(-line.cents, 0)),
        letters,
        day if letters else "",
        day,
        _amount(line.foreign_cents) if is_foreign else "",
        entry.rate.currency if is_foreign else "",
    ]
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _sales(year: int) -> Iterator[Entry]:
    rows = Invoice.objects.of_year(year).select_related("order").order_by("issued_on", "pk")
    for row in rows:
        sign = -1 if row.is_credit_note else 1
        lines = [
            Line(*CUSTOMERS, sign * row.total_cents, _customer(row.company_id, row.buyer["name"])),
            Line(*NAMES[Account.REVENUE], -sign * row.net_cents),
            Line(*NAMES[Account.VAT], -sign * row.vat_cents),
        ]
        yield Entry(
            ("VE", "Ventes"),
            row.issued_on,
            row.number,
            f"{row.number} {row.buyer['name']}",
            in_euros([line for line in lines if line.cents], row.rate),
            row.order.number,
            row.rate,
        )


def _money(year: int) -> Iterator[Entry]:
    """Bank entries: what the ledger books as revenue and VAT is, beside an invoice, the settling of the customer."""
    posted = LedgerTransaction.objects.filter(booked_on__year=year).select_related("order")
    for transaction in posted.prefetch_related("entries__account").order_by("booked_on", "pk"):
        order = transaction.order
        customer = _customer(order.company_id, order.legal_name) if order else ("", "")
        settled, lines, currency = 0, [], CURRENCY
        for entry in transaction.entries.all():
            account, currency = Account(entry.account.code), entry.currency
            if account in OWED_BY_CUSTOMERS:
                settled += entry.cents
            else:
                lines.append(Line(*account_name(account), entry.cents))
        if settled:
            lines.append(Line(*CUSTOMERS, settled, customer))
        piece = order.number if order else transaction.key[:60]
        rate = Rate.kept(order) if order else rate_of(currency)
        if lines := in_euros(lines, rate):
            yield Entry(
                ("BQ", "Banque"),
                transaction.booked_on,
                piece,
                transaction.text,
                lines,
                order.number if order else "",
                rate,
            )


def in_euros(lines: list[Line], rate: Rate) -> list[Line]:
    """The lines of an entry at a rate, each rounded half up; the largest of its side takes what keeps the entry balanced.

    Customer and VAT are never that line: the customer's lines of an order meet, and the VAT is what its invoice says.
    """
    if rate == EURO or not lines:
        return lines
    shown = [replace(line, cents=_at(rate, line.cents), foreign_cents=line.cents) for line in lines]
    free = [line for line in shown if not line.customer[0] and line.account != NAMES[Account.VAT][0]]
    largest = max(free or shown, key=lambda line: abs(line.cents))
    rest = sum(line.cents for line in shown)
    balanced = [replace(line, cents=line.cents - rest) if line is largest else line for line in shown]
    return [line for line in balanced if line.cents]


def _at(rate: Rate, cents: int) -> int:
    return converted(cents, rate.euro_rate) if cents >= 0 else -converted(-cents, rate.euro_rate)


def account_name(account: Account) -> tuple[str, str]:
    """The account with six digits and its French name, as the file names it."""
    with override("fr"):
        return NAMES.get(account) or (account.value.ljust(6, "0"), str(account.label))


def _customer(company_id: int, name: str) -> tuple[str, str]:
    return f"C{company_id:06}", name
