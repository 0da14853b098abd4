"""Every kind of invoice is held against Mustang, which shares no code with what writes them."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from premium.invoices.actions.issuing import issue_credit_note
from premium.invoices.document import pdf_of
from tests.factories.invoices import CUSTOMERS, invoiced
from tests.factories.premium import sell_in_francs
from tests.outside_parts import VALIDATOR

pytestmark = [pytest.mark.django_db, pytest.mark.pango, pytest.mark.validator, pytest.mark.any_database]


def judged(content: bytes, path) -> tuple[int, str]:
    path.write_bytes(content)
    result = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, check=False, timeout=170)
    return result.returncode, result.stdout


def faults(report: str) -> list[str]:
    """Errors of any kind, and warnings of the French rules."""
    errors = re.findall(r"<(?:error|exception)[ >].*?</(?:error|exception)>", report, re.DOTALL)
    return errors + [line for line in re.findall(r"<warning.*?</warning>", report, re.DOTALL) if "BR-FR" in line]


def judge_all(files: dict[str, bytes], folder) -> dict[str, tuple[int, list[str]]]:
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda name: judged(files[name], folder / f"{name}.pdf"), files)
        return {name: (code, faults(report)) for name, (code, report) in zip(files, found, strict=True)}


def every_kind(company) -> dict[str, bytes]:
    invoices = {customer: invoiced(company, customer) for customer in CUSTOMERS}
    invoices["upgrade"] = invoiced(company, "france", credit_cents=12_345)
    invoices["credit_note"] = issue_credit_note(
        invoices["france"].order, cents=invoices["france"].total_cents, cause="refund:1", reason="Geste commercial"
    )
    invoices["partial_credit_note"] = issue_credit_note(invoices["upgrade"].order, cents=10_001, cause="refund:2")
    invoices["credit_note_abroad"] = issue_credit_note(
        invoices["switzerland"].order, cents=invoices["switzerland"].total_cents, cause="refund:3"
    )
    sell_in_francs()
    in_francs = {customer: invoiced(company, customer) for customer in CUSTOMERS}
    invoices |= {f"{customer}_in_francs": invoice for customer, invoice in in_francs.items()}
    invoices["upgrade_in_francs"] = invoiced(company, "france", credit_cents=12_307)
    invoices["credit_note_in_francs"] = issue_credit_note(in_francs["france"].order, cents=10_001, cause="refund:4")
    return {name: pdf_of(invoice) for name, invoice in invoices.items()}


@pytest.mark.timeout(170)
def test_a_french_invoice_is_valid(borg, tmp_path):
    content = pdf_of(invoiced(borg))

    assert judge_all({"france": content}, tmp_path) == {"france": (0, [])}


@pytest.mark.endurance
@pytest.mark.timeout(900)
def test_every_kind_is_valid(borg, tmp_path, record_property):
    files = every_kind(borg)

    verdicts = judge_all(files, tmp_path)

    record_property("kinds", len(files))
    assert {name: verdict for name, verdict in verdicts.items() if verdict != (0, [])} == {}


def broken_invoices(company) -> dict[str, bytes]:
    """A total that does not add up, no late-payment mentions, and no way to reach the seller."""
    from premium.invoices.document import pdf_of as printed

    def with_xml(change):
        invoice = invoiced(company)
        xml = change(invoice.xml)
        assert xml != invoice.xml
        invoice.xml = xml
        return printed(invoice)

    return {
        "wrong_total": with_xml(
            lambda xml: xml.replace("<ram:GrandTotalAmount>1188.00<", "<ram:GrandTotalAmount>1180.00<")
        ),
        "no_currency_of_the_list": with_xml(
            lambda xml: xml.replace(">EUR</ram:InvoiceCurrencyCode", ">EEE</ram:InvoiceCurrencyCode")
        ),
        "no_vat_number_of_the_seller": with_xml(
            lambda xml: re.sub(
                r"<ram:SpecifiedTaxRegistration>\s*<ram:ID schemeID=\"VA\">FR11123456782</ram:ID>\s*</ram:SpecifiedTaxRegistration>",
                "",
                xml,
            )
        ),
    }


@pytest.mark.endurance
@pytest.mark.timeout(600)
def test_three_broken_invoices_are_refused(borg, tmp_path, record_property):
    verdicts = judge_all(broken_invoices(borg), tmp_path)

    record_property("refused", sum(code == 1 for code, _faults in verdicts.values()))
    assert [code for code, _faults in verdicts.values()] == [1, 1, 1]
    assert all(found for _code, found in verdicts.values())
