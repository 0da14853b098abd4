"""Reading a bank statement in CAMT.053 (ISO 20022), any version: elements are found by their local names."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lxml import etree

LARGEST: Final = 5_000_000


class NotAStatement(ValueError):
    """The file is no CAMT.053 statement; the message says what is missing."""


@dataclass(frozen=True)
class Movement:
    """One amount of a statement; money received is positive."""

    reference: str
    booked_on: date
    cents: int
    currency: str
    payer: str
    payer_account: str
    text: str
    is_booked: bool


@dataclass(frozen=True)
class Statement:
    """One account, some days, its movements."""

    account: str
    movements: list[Movement]

    @property
    def first_day(self) -> date | None:
        return min((movement.booked_on for movement in self.movements), default=None)

    @property
    def last_day(self) -> date | None:
        return max((movement.booked_on for movement in self.movements), default=None)


def read_statement(content: bytes) -> Statement:
    """The statement of one account.

    Raises:
        NotAStatement: no XML, another kind of message, or several accounts.

    """
    if len(content) > LARGEST:
        raise NotAStatement("the file is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotAStatement("the file is not XML") from error
    statements = root.findall(".//{*}BkToCstmrStmt/{*}Stmt")
    if not statements:
        raise NotAStatement("the file holds no CAMT.053 statement")
    accounts = {_text(statement, "Acct/Id/IBAN") for statement in statements}
    if len(accounts) != 1 or "" in accounts:
        raise NotAStatement("the file does not name one account by its IBAN")
    account = accounts.pop()
    return Statement(account, [movement for statement in statements for movement in _movements(statement, account)])


def _movements(statement: Any, account: str) -> Iterator[Movement]:
    for position, entry in enumerate(statement.findall("{*}Ntry")):
        details = entry.findall("{*}NtryDtls/{*}TxDtls")
        parts = [detail for detail in details if _amount(detail) is not None]
        if len(parts) > 1:  # one booking of many transfers: each names its own amount
            for number, detail in enumerate(parts):
                yield _movement(entry, detail, account, f"{position}.{number}", shares_reference=True)
        else:
            yield _movement(entry, details[0] if details else None, account, str(position))


def _movement(entry: Any, detail: Any, account: str, position: str, *, shares_reference: bool = False) -> Movement:
    cents, currency = (_amount(detail) if shares_reference else None) or _amount(entry) or (0, "")
    booked_on = _day(entry)
    text = " ".join(_remittance(detail)) if detail is not None else _text(entry, "AddtlNtryInf")
    own = _text(detail, "Refs/AcctSvcrRef") if detail is not None else ""
    reference = own or ("" if shares_reference else _text(entry, "AcctSvcrRef"))
    if not reference:
        known = f"{account}|{booked_on}|{cents}|{text}|{_text(entry, 'AcctSvcrRef')}|{position}"
        reference = hashlib.sha256(known.encode()).hexdigest()[:32]
    sign = 1 if _text(entry, "CdtDbtInd") == "CRDT" else -1
    return Movement(
        reference=reference[:80],
        booked_on=booked_on,
        cents=sign * cents,
        currency=currency,
        payer=_first(detail, "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm")[:140],
        payer_account=_first(detail, "RltdPties/DbtrAcct/Id/IBAN")[:34],
        text=text[:500],
        is_booked=(_text(entry, "Sts/Cd") or _text(entry, "Sts")) == "BOOK",
    )


def _remittance(detail: Any) -> Iterator[str]:
    for path in ("RmtInf/Ustrd", "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/AddtlRmtInf"):
        for element in detail.findall("/".join(f"{{*}}{part}" for part in path.split("/"))):
            yield (element.text or "").strip()
    end_to_end = _text(detail, "Refs/EndToEndId")
    if end_to_end != "NOTPROVIDED":
        yield end_to_end


def _amount(element: Any) -> tuple[int, str] | None:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        found = element.find("/".join(f"{{*}}{part}" for part in path.split("/"))) if element is not None else None
        if found is not None:
            try:
                return int(Decimal(found.text.strip()) * 100), found.get("Ccy", "")
            except (InvalidOperation, AttributeError, OverflowError, ValueError) as error:
                raise NotAStatement("an amount cannot be read") from error
    return None


def _day(entry: Any) -> date:
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        if text := _text(entry, path):
            try:
                return date.fromisoformat(text[:10])
            except ValueError as error:
                raise NotAStatement("a day cannot be read") from error
    raise NotAStatement("a movement has no day")


def _first(detail: Any, *paths: str) -> str:
    return next((text for path in paths if (text := _text(detail, path))), "") if detail is not None else ""


def _text(element: Any, path: str) -> str:
    return (element.findtext("/".join(f"{{*}}{part}" for part in path.split("/"))) or "").strip()
