"""Bank statements: the reference finds the order; parts, too much and twice end in the right accounts."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.notifications.models import Notification
from premium.actions.orders import cancel_order, confirm_payment
from premium.choices import Account
from premium.invoices.models import Invoice
from premium.models import LedgerEntry, Order, Subscription
from premium.operators import OPERATOR_PERMISSIONS
from premium.transfers.actions.importing import (
    assign_movement,
    import_statement,
    keep_draft,
    return_movement,
    return_surplus,
)
from premium.transfers.camt import NotAStatement, read_statement
from premium.transfers.exceptions import AlreadyImported, MovementDecided, NothingToSendBack, StatementRefused
from premium.transfers.matching import numbers_in
from premium.transfers.models import BankMovement, BankStatement
from premium.transfers.selectors import orders_paid_in_part, orders_with_money_left
from tests.factories.accounts import UserFactory
from tests.factories.premium import OrderFactory

IBAN = "FR7630006000011234567890189"


def entry(amount, text, *, reference="", sign="CRDT", status="BOOK", currency="EUR", day="2026-11-20"):
    servicer = f"<AcctSvcrRef>{reference}</AcctSvcrRef>" if reference else ""
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt>{servicer}<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f"<RltdPties><Dbtr><Pty><Nm>Borg SAS</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>ES9121000418450200051332</IBAN></Id>"
        f"</DbtrAcct></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def camt(*entries, account=IBAN, version="08"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>{account}</IBAN></Id></Acct>{''.join(entries)}</Stmt>"
        "</BkToCstmrStmt></Document>"
    ).encode()


@pytest.fixture
def operator(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def order(borg, owner_of):
    return OrderFactory(company=borg, number="PF-2026-AB23CD", placed_by=owner_of(borg).user)


@pytest.fixture
def imports(operator):
    def run(*entries):
        return import_statement(
            operator=operator, statement=keep_draft(operator=operator, name="november.xml", content=camt(*entries))
        )

    return run


def balance(account):
    return LedgerEntry.objects.filter(account__code=account).aggregate(sum=Sum("cents"))["sum"] or 0


@pytest.mark.parametrize(
    "text",
    [
        "PF-2026-AB23CD",
        "pf 2026 ab23cd",
        "Facture PF2026AB23CD merci",
        "/INV/PF-2026-AB2 3CD 20.11",
        "RF PF-2026-AB23CD.",
    ],
)
def test_the_reference_is_found_however_it_was_typed(text):
    assert numbers_in(text) == {"PF-2026-AB23CD"}


def test_a_whole_transfer_pays_the_order_and_is_invoiced(imports, order, relay_outbox):
    [movement] = imports(entry("588.00", "PF-2026-AB23CD", reference="R1"))
    relay_outbox()

    order.refresh_from_db()
    assert (order.state, order.received_on) == ("paid", date(2026, 11, 20))
    assert (movement.state, movement.payer, movement.payer_account) == (
        "matched",
        "Borg SAS",
        "ES9121000418450200051332",
    )
    assert Subscription.objects.get().order == order
    assert Invoice.objects.get().settled_on == date(2026, 11, 20)
    assert [balance(account) for account in (Account.BANK, Account.ADVANCES, Account.REVENUE, Account.VAT)] == [
        58_800,
        0,
        -49_000,
        -9_800,
    ]


def test_a_part_leaves_the_order_waiting_and_the_rest_pays_it(imports, order, client_of, owner_of, borg):
    imports(entry("500.00", "PF-2026-AB23CD", reference="R1"))
    order.refresh_from_db()
    assert order.is_waiting
    assert [found.missing_cents for found in orders_paid_in_part()] == [8_800]
    assert Notification.objects.get(kind="transfers.part_arrived").arguments["missing"] == "€88"
    page = client_of(owner_of(borg)).get(order.get_absolute_url()).content.decode()
    assert "€88 are missing" in page

    imports(entry("88.00", "PF-2026-AB23CD", reference="R2", day="2026-11-21"))

    order.refresh_from_db()
    assert (order.state, order.received_on) == ("paid", date(2026, 11, 21))
    assert balance(Account.ADVANCES) == 0


def test_too_much_pays_the_order_and_the_rest_is_sent_back(imports, order, operator):
    imports(entry("600.00", "PF-2026-AB23CD", reference="R1"))

    assert Order.objects.get().state == "paid"
    assert [found.surplus_cents for found in orders_with_money_left()] == [1_200]
    with pytest.raises(NothingToSendBack):
        return_surplus(operator=operator, order=order, cents=1_201)
    return_surplus(operator=operator, order=order, cents=1_200)

    assert orders_with_money_left() == []
    assert balance(Account.BANK) == 58_800
    assert not Invoice.objects.credit_notes().exists()


def test_a_second_payment_is_held_and_sent_back(imports, order, operator):
    imports(entry("588.00", "PF-2026-AB23CD", reference="R1"), entry("588.00", "PF-2026-AB23CD", reference="R2"))

    assert Subscription.objects.count() == 1
    assert [found.surplus_cents for found in orders_with_money_left()] == [58_800]
    return_surplus(operator=operator, order=order, cents=58_800)
    assert balance(Account.BANK) == 58_800


def test_money_for_a_cancelled_order_is_held(imports, order, borg, owner_of):
    cancel_order(acting=owner_of(borg), order=order)

    imports(entry("588.00", "PF-2026-AB23CD", reference="R1"))

    assert Order.objects.get().state == "cancelled"
    assert [found.surplus_cents for found in orders_with_money_left()] == [58_800]


def test_what_was_confirmed_by_hand_is_not_counted_again(imports, order, operator):
    confirm_payment(order=order, operator=operator, received_cents=58_800, received_on=timezone.localdate())

    [movement] = imports(entry("588.00", "PF-2026-AB23CD", reference="R1"))

    assert movement.state == "known"
    assert balance(Account.BANK) == 58_800
    assert orders_with_money_left() == []


def test_overlapping_statements_count_a_movement_once(imports, order):
    imports(entry("100.00", "PF-2026-AB23CD", reference="R1"))

    second = imports(
        entry("100.00", "PF-2026-AB23CD", reference="R1"), entry("488.00", "PF-2026-AB23CD", reference="R2")
    )

    assert [movement.reference for movement in second] == ["R2"]
    assert BankMovement.objects.count() == 2
    assert Order.objects.get().state == "paid"


def test_the_same_file_is_imported_once(operator, order):
    content = camt(entry("588.00", "PF-2026-AB23CD"))
    draft = keep_draft(operator=operator, name="a.xml", content=content)
    assert keep_draft(operator=operator, name="b.xml", content=content) == draft
    import_statement(operator=operator, statement=draft)

    with pytest.raises(AlreadyImported):
        import_statement(operator=operator, statement=draft)

    assert balance(Account.BANK) == 58_800


def test_outgoing_and_unbooked_movements_are_left_out(imports, order):
    imported = imports(
        entry("588.00", "PF-2026-AB23CD", sign="DBIT", reference="R1"),
        entry("588.00", "PF-2026-AB23CD", status="PDNG", reference="R2"),
    )

    assert imported == []
    assert Order.objects.get().is_waiting


def test_a_movement_without_an_order_waits_and_is_assigned(imports, order, operator):
    [movement] = imports(entry("588.00", "Thank you", reference="R1"))
    assert (movement.state, balance(Account.SUSPENSE)) == ("unmatched", -58_800)

    assign_movement(operator=operator, movement=movement, order=order)

    assert Order.objects.get().state == "paid"
    assert (balance(Account.SUSPENSE), balance(Account.ADVANCES)) == (0, 0)
    with pytest.raises(MovementDecided):
        assign_movement(operator=operator, movement=movement, order=order)


def test_a_movement_for_nothing_we_know_is_sent_back(imports, operator):
    [movement] = imports(entry("12.34", "Oops", reference="R1"))

    return_movement(operator=operator, movement=movement)

    assert (balance(Account.BANK), balance(Account.SUSPENSE)) == (0, 0)


def test_two_orders_in_one_purpose_and_another_currency_are_for_the_operator(imports, order, cyan):
    OrderFactory(company=cyan, number="PF-2026-EF45GH")

    movements = imports(
        entry("588.00", "PF-2026-AB23CD PF-2026-EF45GH", reference="R1"),
        entry("588.00", "PF-2026-AB23CD", reference="R2", currency="CHF"),
    )

    assert {movement.state for movement in movements} == {"unmatched"}


def test_one_booking_of_many_transfers_is_read_one_by_one():
    details = "".join(
        f'<TxDtls><Refs><EndToEndId>E{number}</EndToEndId></Refs><Amt Ccy="EUR">{amount}</Amt>'
        f"<RltdPties><Dbtr><Nm>Payer {number}</Nm></Dbtr></RltdPties></TxDtls>"
        for number, amount in enumerate(("10.00", "20.50"))
    )
    booking = (
        '<Ntry><Amt Ccy="EUR">30.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-20T10:00:00'
        f"</DtTm></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
    )

    statement = read_statement(camt(booking, version="02"))

    assert [(found.cents, found.payer, found.text) for found in statement.movements] == [
        (1_000, "Payer 0", "E0"),
        (2_050, "Payer 1", "E1"),
    ]
    assert len({found.reference for found in statement.movements}) == 2
    assert statement.first_day == statement.last_day == date(2026, 11, 20)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<Document/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        camt(entry("abc", "x")),
        camt(entry("1.00", "x", day="yesterday")),
        camt(account=""),
        camt().replace(b"</Stmt>", b"</Stmt><Stmt><Acct><Id><IBAN>ES1</IBAN></Id></Acct></Stmt>"),
        b"<a>" + b"x" * 5_000_001 + b"</a>",
    ],
)
def test_what_is_no_statement_is_refused(content):
    with pytest.raises(NotAStatement):
        read_statement(content)


def test_a_statement_of_another_account_is_refused(operator):
    with pytest.raises(StatementRefused, match="not ours"):
        keep_draft(operator=operator, name="x.xml", content=camt(account="ES9121000418450200051332"))

    assert not BankStatement.objects.exists()


@pytest.fixture
def finance(db):
    person = UserFactory(name="Olga", language="en")
    for permission in ["wagtailadmin.access_admin", *OPERATOR_PERMISSIONS]:
        label, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_operator_looks_before_importing_and_decides_the_rest(finance, order, borg, cyan):
    late = OrderFactory(company=cyan, number="PF-2026-EF45GH")
    content = camt(
        entry("600.00", "PF-2026-AB23CD", reference="R1"),
        entry("100.00", "PF-2026-EF45GH", reference="R2"),
        entry("5.00", "A gift", reference="R3"),
        entry("7.00", "Another", reference="R4"),
    )
    statements = reverse("transfer_office:statements")

    preview = finance.post(statements, {"file": ContentFile(content, name="november.xml")}, follow=True)
    assert "pays the order, and too much" in preview.content.decode()
    assert "pays a part" in preview.content.decode()
    assert Order.objects.waiting().count() == 2
    done = finance.post(preview.redirect_chain[-1][0], follow=True)

    page = finance.get(statements).content.decode()
    assert "4 movements were counted" in done.content.decode()
    for words in ("No order found", "A gift", "Paid too much or twice", "€12", "Paid in part", "€488"):
        assert words in page
    gift, other = BankMovement.objects.get(reference="R3"), BankMovement.objects.get(reference="R4")
    finance.post(reverse("transfer_office:assign", args=[gift.pk]), {"number": "pf-2026-ef45gh"})
    finance.post(reverse("transfer_office:send_back", args=[other.pk]))
    finance.post(reverse("transfer_office:send_back_surplus", args=[order.pk]), {"amount": "12.00"})
    assert [found.missing_cents for found in orders_paid_in_part()] == [48_300]
    assert orders_with_money_left() == []
    assert Decimal(balance(Account.BANK)) / 100 == Decimal("693.00")
    assert late.number in page


def test_bad_input_is_answered_in_words(finance, order, imports):
    [movement] = imports(entry("5.00", "A gift", reference="R3"))
    statements = reverse("transfer_office:statements")

    assert "not XML" in finance.post(statements, {"file": ContentFile(b"x", name="a.xml")}).content.decode()
    assert "required" in finance.post(statements, {}).content.decode()
    assert finance.post(reverse("transfer_office:assign", args=[movement.pk]), {"number": "PF-1"}).status_code == 409
    assert finance.post(reverse("transfer_office:assign", args=[movement.pk]), {}, follow=True).status_code == 200
    assert (
        finance.post(reverse("transfer_office:send_back_surplus", args=[order.pk]), {}, follow=True).status_code == 200
    )
    assert BankMovement.objects.get().state == "unmatched"
