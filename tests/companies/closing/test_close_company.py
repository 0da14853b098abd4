"""A company closes after days of grace; its page is erased everywhere, its books stay."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils import timezone

from companies.approvals.actions.deciding import approve_request
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.closing.actions import ask_closing, call_off, close_due, waiting_for
from companies.closing.erasing import erase_company
from companies.closing.exceptions import NotClosing, OnlyOwners
from companies.models import Company, JournalEntry, Member
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.selectors.journal_proof import prove
from network.common.classification import CORRESPONDENCE, JOURNAL, MONEY, load
from network.common.exceptions import Refusal
from network.common.models import Erasure
from network.common.storage import PrivateStorage
from network.notifications.models import Notification
from premium.invoices.models import Invoice
from premium.models import Order, Subscription
from search_index.models import IndexEntry
from tests.access.world import make_estate
from tests.factories.companies import MemberFactory, PlaceFactory
from tests.factories.premium import SubscriptionFactory
from tests.network.erasure.canary import Planter, found_in_cache, found_in_database, found_in_files, texts_of

CANARY = "plorthex"
FILES = "django.core.mail.backends.filebased.EmailBackend"


def kept_of_company() -> set[tuple[str, str]]:
    """(table, column) of what is declared to stay when a company goes; its own row is blanked."""
    kept = [table for table in load() if table.kept_of_company in {MONEY, JOURNAL, CORRESPONDENCE}]
    return {
        (table.model._meta.db_table, table.model._meta.get_field(name).column)
        for table in kept
        for name in table.classes
    }


@pytest.fixture
def plorthex(borg, owner_of, django_capture_on_commit_callbacks) -> Company:
    """Has one of everything; nobody else bears its name."""
    SubscriptionFactory(company=borg, slug="business")
    Company.objects.filter(pk=borg.pk).update(name="Plorthex Frères", trade_name="Plorthex", phone="+33 1 plorthex")
    borg.refresh_from_db()
    PlaceFactory(company=borg, address="1 rue Plorthex")
    borg.logo.save("plorthex.png", ContentFile(b"png"))
    owner = owner_of(borg)
    with django_capture_on_commit_callbacks(execute=True):
        make_estate(borg, owner)
    others = Company.objects.exclude(pk=borg.pk).exclude(merged_into=borg)
    others.update(name=Replace("name", Value("Plorthex Frères"), Value("Borg")))
    Subscription.objects.filter(company=borg).update(renews=False)
    return borg


def test_it_closes_after_the_days_of_grace_and_nothing_is_left_but_its_books(
    plorthex, owner_of, relay_outbox, django_capture_on_commit_callbacks
):
    colleague = MemberFactory(company=plorthex, role=Role.ANALYST).user
    relay_outbox()
    logo = plorthex.logo.path
    assert ("search_index_indexentry", "payload") in found_in_database(CANARY)
    invoice = Invoice.objects.get(company=plorthex)

    with django_capture_on_commit_callbacks(execute=True):
        ask_closing(
            acting=Member.objects.get(company=plorthex, role=Role.OWNER, user__name="Bob Dupont"), reason="Retired"
        )
    told = Notification.objects.filter(user=colleague, kind="closing.asked").count()
    relay_outbox()
    still_there = Company.objects.get(pk=plorthex.pk).name
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        relay_outbox()
        relay_outbox()

    assert told == 1
    assert still_there == "Plorthex Frères"
    assert found_in_database(CANARY) - kept_of_company() == set()
    assert not IndexEntry.objects.filter(company=plorthex).exists()
    assert not plorthex.logo.storage.exists(logo)
    assert not Member.objects.filter(company=plorthex).exists()
    closed = Company.objects.get(pk=plorthex.pk)
    assert (closed.name, closed.slug, closed.hidden_at is None) == ("N. N.", f"closed-{plorthex.pk}", False)
    assert Invoice.objects.get(pk=invoice.pk).buyer == invoice.buyer
    assert not Order.objects.filter(company=plorthex, state="waiting").exists()
    assert prove(plorthex.pk).holds
    assert "closing.done" in {entry.act for entry in JournalEntry.objects.filter(company=plorthex)}
    assert Erasure.objects.filter(kind="company", number=plorthex.pk).exists()


def test_nothing_is_left_of_what_stood_in_any_column_of_a_company(
    plorthex, settings, tmp_path, client, relay_outbox, django_capture_on_commit_callbacks
):
    relay_outbox()
    assert CANARY in client.get("/api/v1/companies?q=plorthex").content.decode().casefold()
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    EmailMessage(subject="News", body="Plorthex Frères has answered", to=["a@a.example"]).send()
    planter, planted = Planter(plorthex, "plorthex"), set()
    for table in load():
        if table.of_company and table.label != "companies.Company":
            planted |= planter.plant(table, (*table.company, *table.person), CANARY)
    own = [column.name for column in texts_of(load()["companies.Company"], load()["companies.Company"].company, CANARY)]
    Company.objects.filter(pk=plorthex.pk).update(**dict.fromkeys({*own} - {"name", "trade_name", "logo"}, CANARY))
    folders = (settings.MEDIA_ROOT, PrivateStorage().location, tmp_path)
    assert sorted(planted - found_in_database(CANARY)) == []
    assert len(planted) > 40
    assert {Path(file).suffix for file in found_in_files(CANARY, *folders)} >= {".txt", ".log"}, "uploads and mails"
    assert found_in_cache(CANARY), "the answer to the search"

    with django_capture_on_commit_callbacks(execute=True):
        erase_company(Company.objects.get(pk=plorthex.pk))
    relay_outbox()

    assert found_in_database(CANARY) - kept_of_company() == set()
    assert found_in_files(CANARY, *folders) == set()
    assert found_in_cache(CANARY) == set()


def test_an_owner_calls_it_off_and_the_day_passes(acme, owner_of, relay_outbox, client_of):
    browser = client_of(owner_of(acme))
    asked = browser.post("/en/page/closing/close/", {"name": "acme", "reason": "A mistake"}, follow=True)
    notice = browser.get("/en/page/").content.decode()

    browser.post("/en/page/closing/call-off/")
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        relay_outbox()

    assert "The company is to be closed on" in asked.content.decode()
    assert "An owner can call it off" in notice
    assert Company.objects.get(pk=acme.pk).name == "Acme"
    with pytest.raises(NotClosing):
        call_off(acting=owner_of(acme))


def test_only_an_owner_closes_and_a_pack_that_renews_is_called_off_first(borg, owner_of, client_of):
    SubscriptionFactory(company=borg)
    admin = MemberFactory(company=borg, role=Role.ADMIN)

    with pytest.raises(OnlyOwners):
        ask_closing(acting=admin)
    with pytest.raises(Refusal, match="Call the renewal off first"):
        ask_closing(acting=owner_of(borg))

    assert waiting_for(borg) is None
    assert client_of(admin).get("/en/page/closing/").status_code == 403
    assert client_of(owner_of(borg)).post("/en/page/closing/close/", {"name": "Other"}).status_code == 400
    assert close_due(closing_id=1) is None


def test_a_second_person_approves_that_the_company_closes(acme, owner_of):
    ApprovalRule.objects.create(company=acme, kind="identity")
    alice, second = owner_of(acme), MemberFactory(company=acme, role=Role.OWNER)

    with pytest.raises(NeedsSecondPerson):
        ask_closing(acting=alice, reason="Retired")
    before = waiting_for(acme)
    approve_request(acting=second, request=ApprovalRequest.objects.get())

    assert before is None
    assert waiting_for(acme).reason == "Retired"
    assert waiting_for(acme).asked_by == alice.user
