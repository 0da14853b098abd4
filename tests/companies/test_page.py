"""The public page: what everybody reads, what only the staff sees, what it costs."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from companies.actions.sections import save_section
from companies.choices import IdentifierStatus
from companies.models import Company, Identifier, Member, Section
from companies.page_rights import page_rights
from companies.roles import Role
from tests.factories.companies import CompanyFactory, MemberFactory, PlaceFactory


def complete(company: Company, member: Member, rows: int = 2) -> None:
    """Every section filled, with some rows each."""
    contents = {
        "identity": {
            "trade_name": "Acme Vélos",
            "offer": "Bicycles for towns.",
            "website": "https://www.acme.example",
            "phone": "+33 1 86 95 00 00",
            "founded_year": 2011,
            "employees": 42,
            "languages": ["fr", "en"],
        },
        "presentation": {"text": "We sell **bicycles**.\n\n<script>alert(1)</script>"},
        "references": {
            "references": [
                {"client": f"Client {row}", "years": "2024", "sentence": "A shop.", "page": ""} for row in range(rows)
            ]
        },
        "team": {"members": [{"member": member.pk, "name": "Alice", "function": "Owner"}]},
        "places": {
            "places": [
                {"kind": "office", "address": f"{row} rue A", "postal_code": "75001", "city": "Paris", "country": "FR"}
                for row in range(rows)
            ]
        },
    }
    for kind, content in contents.items():
        save_section(acting=member, kind=kind, content=content, base_version=0)


@pytest.fixture
def closed_to_providers(monkeypatch):
    """As premium does: providers need a right."""
    entries = {**page_rights._entries, "test": lambda company: not company.is_provider}
    monkeypatch.setattr(page_rights, "_entries", entries)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_every_section(acme, owner_of, language):
    complete(acme, owner_of(acme))

    page = Client().get(f"/{language}/companies/acme/").content.decode()

    for words in (
        "Acme Vélos",
        "Bicycles for towns.",
        "<strong>bicycles</strong>",
        "Client 1",
        "Alice Martin",
        "Paris",
    ):
        assert words in page
    assert "<script>alert" not in page
    assert "noindex" not in page


def test_the_page_has_no_inline_style_or_script(acme, owner_of):
    complete(acme, owner_of(acme))

    page = Client().get("/en/companies/acme/").content.decode()

    assert not re.search(r"\sstyle=", page)
    assert all("src=" in tag or "nonce=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_the_organization_is_described_for_machines(acme, owner_of):
    complete(acme, owner_of(acme))
    acme.refresh_from_db()
    acme.name = "Acme </script><b>"
    acme.save()

    page = Client().get("/en/companies/acme/").content.decode()

    block = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    assert block
    organization = json.loads(block.group(1))
    assert organization["@type"] == "Organization"
    assert organization["legalName"] == "Acme </script><b>"


def test_an_imported_page_says_so_and_stays_out_of_search_engines(db):
    company = CompanyFactory(name="Gxo", slug="gxo", claimed_at=None, origin="imported", category="undetermined")
    PlaceFactory(company=company, city="Madrid")

    page = Client().get("/en/companies/gxo/").content.decode()

    assert '<meta name="robots" content="noindex">' in page
    assert "/en/companies/gxo/claim/" in page
    assert "/en/companies/gxo/notice/" in page
    assert "Madrid" in page


def test_a_provider_without_the_right_shows_only_name_and_legal_identity(borg, owner_of, closed_to_providers):
    complete(borg, owner_of(borg))
    Identifier.objects.create(
        company=borg, country="FR", scheme="siren", value="552081317", status=IdentifierStatus.VALID
    )

    page = Client().get("/en/companies/borg/").content.decode()

    assert "552 081 317" in page
    for words in ("Bicycles for towns.", "Client 1", "rue A", "+33 1 86"):
        assert words not in page


def test_its_own_staff_sees_the_whole_page_and_why_others_do_not(borg, owner_of, client_of, closed_to_providers):
    complete(borg, owner_of(borg))

    page = client_of(owner_of(borg)).get("/en/companies/borg/").content.decode()

    assert "Bicycles for towns." in page
    assert "others see only its name and legal identity" in page


def test_hints_for_empty_sections_are_for_those_who_may_write(acme, owner_of, client_of):
    analyst = MemberFactory(company=acme, role=Role.ANALYST)

    assert "Buyers read it before" in client_of(owner_of(acme)).get("/en/companies/acme/").content.decode()
    assert "Buyers read it before" not in client_of(analyst).get("/en/companies/acme/").content.decode()
    assert "Buyers read it before" not in Client().get("/en/companies/acme/").content.decode()


def test_a_hidden_page_is_not_there_for_others(acme, borg, owner_of, client_of):
    acme.hidden_at = timezone.now()
    acme.save()

    assert Client().get("/en/companies/acme/").status_code == 404
    assert client_of(owner_of(borg)).get("/en/companies/acme/").status_code == 404
    assert client_of(owner_of(acme)).get("/en/companies/acme/").status_code == 200


def test_somebody_who_left_is_no_longer_in_the_team(acme, owner_of):
    complete(acme, owner_of(acme))
    Member.objects.filter(company=acme).update(ended_at=timezone.now())

    assert "Alice Martin" not in Client().get("/en/companies/acme/").content.decode()


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_page_costs_at_most_ten_queries_whatever_its_size(borg, cyan, acme, owner_of, client_of):
    complete(cyan, owner_of(cyan), rows=1)
    complete(borg, owner_of(borg), rows=12)
    MemberFactory.create_batch(10, company=borg)
    reader = client_of(owner_of(acme))

    small, large = queries_of(Client(), "/en/companies/cyan/"), queries_of(Client(), "/en/companies/borg/")

    assert small == large
    assert large <= 10
    assert queries_of(reader, "/en/companies/borg/") == queries_of(reader, "/en/companies/cyan/") <= large + 12


def test_readers_see_when_each_section_was_last_confirmed(acme, owner_of):
    complete(acme, owner_of(acme))
    Section.objects.filter(company=acme, kind="presentation").update(confirmed_at="2026-03-05T09:00:00Z")

    page = Client().get("/en/companies/acme/").content.decode()

    assert page.count("Last confirmed on 5 March 2026") == 1
    assert page.count("Last confirmed on") == 3, "presentation, references, team"
