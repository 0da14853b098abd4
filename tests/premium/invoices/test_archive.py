"""The archive of a company's invoices, its files, and the year for the accountant."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from companies.roles import Role
from network.notifications.models import Notification
from premium.invoices import document
from premium.invoices.actions.documents import make_what_is_missing
from premium.invoices.document import PangoMissing
from premium.invoices.models import InvoiceDocument
from tests.factories.companies import MemberFactory
from tests.factories.invoices import invoiced


def test_the_archive_is_empty_at_first(client_of, owner_of, borg):
    page = client_of(owner_of(borg)).get(reverse("invoices:archive"))

    assert "No invoice yet" in page.content.decode()


@pytest.mark.pango
def test_an_invoice_is_printed_once_listed_and_downloaded(client_of, owner_of, borg, printed):
    invoice = invoiced(borg)
    client = client_of(owner_of(borg))
    assert "being made" in client.get(reverse("invoices:archive")).content.decode()
    assert client.get(invoice.get_absolute_url()).status_code == 409

    assert (printed(), printed()) == (1, 0)

    page = client.get(reverse("invoices:archive")).content.decode()
    content = b"".join(client.get(invoice.get_absolute_url()).streaming_content)
    assert invoice.number in page
    assert "€1,188" in page
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)
    for mention in (invoice.number, "SIREN 123456782", "FR11123456782", "1 188,00", "escompte", "40 €", "PO-2026-7"):
        assert mention in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "factur-x.xml" in PdfReader(io.BytesIO(content)).attachments
    assert Notification.objects.filter(kind="invoices.ready").count() == 1


def test_without_pango_the_invoice_waits_and_the_operator_learns_which_package(borg, monkeypatch, caplog):
    invoiced(borg)
    monkeypatch.setattr("premium.invoices.actions.documents.pdf_of", _no_pango)

    assert make_what_is_missing() == 0

    assert not InvoiceDocument.objects.exists()
    assert "libpangoft2-1.0-0" in caplog.text


def _no_pango(invoice):
    raise PangoMissing


def test_the_check_names_the_packages(monkeypatch):
    from premium.invoices.checks import pango

    monkeypatch.setattr(document, "find_library", lambda name: None)

    assert "apt-get install libpango-1.0-0" in pango(None)[0].hint


def test_the_xml_and_the_year_are_for_the_accountant(client_of, owner_of, borg):
    invoice = invoiced(borg, legal_name='=HYPERLINK("x")')
    client = client_of(owner_of(borg))

    xml = client.get(reverse("invoices:download_xml", args=[invoice.number])).content
    table = client.get(reverse("invoices:year_table", args=[invoice.issued_on.year])).content.decode("utf-8-sig")

    assert xml == invoice.xml.encode()
    assert f"{invoice.number};invoice;{invoice.issued_on};" in table
    assert "990,00;20,00;france;198,00;1188,00;EUR" in table
    assert "'=HYPERLINK" in table


def test_only_who_buys_sees_the_invoices(client_of, owner_of, borg, cyan):
    invoice = invoiced(borg)
    analyst = MemberFactory(company=borg, role=Role.ANALYST)

    assert client_of(analyst).get(reverse("invoices:archive")).status_code == 403
    assert client_of(owner_of(cyan)).get(invoice.get_absolute_url()).status_code == 404
    assert client_of(owner_of(cyan)).get(reverse("invoices:download_xml", args=[invoice.number])).status_code == 404


def test_a_year_that_does_not_exist_shows_the_last_one(client_of, owner_of, borg):
    invoice = invoiced(borg)

    page = client_of(owner_of(borg)).get(reverse("invoices:archive"), {"year": "1999"})

    assert invoice.number in page.content.decode()


def test_the_archive_costs_the_same_for_one_and_for_many(client_of, owner_of, borg, django_assert_max_num_queries):
    client = client_of(owner_of(borg))
    invoiced(borg)
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("invoices:archive"))
    for _ in range(3):
        invoiced(borg)

    with django_assert_max_num_queries(len(few)):
        client.get(reverse("invoices:archive"))
