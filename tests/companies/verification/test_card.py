"""The public card of evidence, the page that leads up the ladder, and what a pack does to it: nothing."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from companies.actions.evidence import record_evidence, withdraw_evidence
from companies.choices import EvidenceLevel
from companies.models import Evidence
from companies.roles import Role
from premium.actions.orders import confirm_payment, place_order
from premium.actions.years import end_year
from premium.billing import BillingDetails
from premium.models import Pack
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory

pytestmark = pytest.mark.any_database
CARD = "/en/companies/acme/evidence/"
BILLING = BillingDetails("Borg SAS", "1 rue A", "75001", "Paris", "FR", "compta@borg.example")


def test_the_card_says_method_date_and_next_check_to_everybody(acme):
    record_evidence(
        company=acme,
        level=EvidenceLevel.SITE,
        detail="acme.example, TXT _comptoir",
        next_check_at=timezone.now() + timedelta(days=90),
    )

    english = Client().get(CARD).content.decode()
    french = Client().get(CARD.replace("/en/", "/fr/")).content.decode()

    assert "acme.example, TXT _comptoir" in english
    assert english.count("Next check") == 1
    assert "Prochaine vérification" in french
    assert Client().get("/en/companies/nobody/evidence/").status_code == 404


@pytest.mark.parametrize("page", ["/en/search/?scope=companies&q=Acme", "/en/desk/"])
def test_a_mark_opens_the_card_wherever_it_stands(page, acme, alice, client_of, relay_outbox):
    record_evidence(company=acme, level=EvidenceLevel.MAILBOX)
    relay_outbox()

    assert f'href="{CARD}" class="evidence"' in client_of(alice).get(page).content.decode()


def test_whoever_may_climb_is_led_from_our_page(acme, alice, client_of):
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    page = client_of(alice).get("/en/page/proofs/").content.decode()

    assert "/en/page/proofs/" in client_of(alice).get("/en/page/").content.decode()
    assert "/en/page/proofs/" not in client_of(editor).get("/en/page/").content.decode()
    for step in ("mailbox/", "site/dns/", "site/file/", "paper/mandate/", "paper/extract/"):
        assert f'href="/en/page/proofs/{step}"' in page


def test_the_mark_is_the_highest_rung_that_stands(acme):
    record_evidence(company=acme, level=EvidenceLevel.MAILBOX)
    record_evidence(company=acme, level=EvidenceLevel.MANDATE)
    marks = [acme.evidence_level]

    for level in (EvidenceLevel.MANDATE, EvidenceLevel.MAILBOX):
        assert withdraw_evidence(company=acme, level=level, reason="expired")
        acme.refresh_from_db()
        marks.append(acme.evidence_level)

    assert marks == [EvidenceLevel.MANDATE, EvidenceLevel.MAILBOX, EvidenceLevel.DECLARED]
    assert not withdraw_evidence(company=acme, level=EvidenceLevel.SITE, reason="expired")


@pytest.mark.parametrize("levels", [(), (2, 3, 5)])
def test_a_pack_bought_and_ended_changes_no_rung(levels, borg, owner_of, relay_outbox):
    for level in levels:
        record_evidence(company=borg, level=level)
    before, mark = list(Evidence.objects.order_by("pk").values()), max(levels, default=1)

    operator = UserFactory(is_superuser=True)
    for pack in Pack.objects.on_sale().order_by("rank"):
        order = place_order(acting=owner_of(borg), pack=pack, billing=BILLING)
        confirm_payment(
            order=order,
            operator=operator,
            received_cents=order.total_cents,
            received_on=timezone.localdate(),
        )
        relay_outbox()
    with transaction.atomic():
        end_year(borg.subscriptions.latest("pk"), timezone.now())
    relay_outbox()

    borg.refresh_from_db()
    assert list(Evidence.objects.order_by("pk").values()) == before
    assert borg.evidence_level == mark
