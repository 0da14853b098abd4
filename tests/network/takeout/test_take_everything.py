"""Everything about a person or a company, in one file: his alone, whole, without secrets, once a day, for a week."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import time_machine
from django.core import mail
from django.utils import timezone

from companies.actions.sections import save_section
from companies.models import Claim, JournalEntry
from companies.roles import Role
from network.takeout.actions import forget_expired
from network.takeout.models import Takeout
from tests.access.world import make_belongings
from tests.factories.companies import MemberFactory
from tests.factories.connections import BlockFactory
from tests.factories.messaging import make_conversation


def opened(answer) -> tuple[ZipFile, dict]:
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    return archive, json.loads(archive.read("everything.json"))


def test_a_person_takes_what_is_his_and_nobody_else_can(acme, borg, owner_of, client_of, relay_outbox):
    alice, bob = owner_of(acme), owner_of(borg)
    make_belongings(alice.user)
    Takeout.objects.all().delete()
    save_section(acting=alice, kind="presentation", content={"text": "Trade secret."}, base_version=0)
    browser = client_of(alice)

    browser.post("/en/account/data/")
    again = browser.post("/en/account/data/")
    relay_outbox()
    relay_outbox()
    takeout = Takeout.objects.get()
    page = browser.get("/en/account/data/").content.decode()
    archive, everything = opened(browser.get(f"/en/account/data/{takeout.pk}/"))

    assert again.status_code == 429
    assert "less than a day ago" in again.content.decode()
    assert f"/en/account/data/{takeout.pk}/" in page
    assert [sent.subject for sent in mail.outbox if "everything" in sent.subject] == [
        "Your file with everything is ready"
    ]
    assert everything["accounts.user"][0]["email"] == "alice@acme.example"
    assert "password" not in everything["accounts.user"][0]
    assert everything["companies.claim"][0]["function"] == "Manager"
    assert archive.read(everything["companies.claim"][0]["document"]) == b"%PDF-1.4"
    assert "alice@acme.example" in archive.read("tables/accounts.user.csv").decode()
    assert everything["companies.sectionrevision"][0].keys() == {
        "id",
        "author",
        "section",
        "version",
        "restored_from",
        "saved_at",
    }
    assert "Trade secret" not in json.dumps(everything)
    assert client_of(bob).get(f"/en/account/data/{takeout.pk}/").status_code == 404


def test_an_owner_takes_what_is_the_companys_to_read(acme, borg, owner_of, client_of, relay_outbox):
    alice, bob = owner_of(acme), owner_of(borg)
    save_section(acting=alice, kind="presentation", content={"text": "We sell shoes."}, base_version=0)
    make_conversation(acme, borg)
    BlockFactory(blocker=borg, blocked=acme)
    Claim.objects.create(company=acme, user=bob.user, function="Rival", registration_number="1")
    colleague = MemberFactory(company=acme, role=Role.OWNER)
    browser = client_of(alice)

    browser.post("/en/page/closing/")
    relay_outbox()
    relay_outbox()
    takeout = Takeout.objects.get()
    page = browser.get("/en/page/closing/").content.decode()
    _archive, everything = opened(browser.get(f"/en/page/closing/{takeout.pk}/"))

    assert f"/en/page/closing/{takeout.pk}/" in page
    assert everything["companies.section"][0]["content"] == {"text": "We sell shoes."}
    assert everything["companies.section"][0]["saved_by"] == "Alice Martin"
    assert "messaging.message" in everything
    assert not {"connections.block", "companies.claim"} & everything.keys()
    assert JournalEntry.objects.filter(company=acme, act="closing.taken").exists()
    assert client_of(colleague).get(f"/en/page/closing/{takeout.pk}/").status_code == 404
    assert client_of(bob).get(f"/en/page/closing/{takeout.pk}/").status_code == 404


def test_a_file_is_deleted_after_a_week(acme, owner_of, client_of, relay_outbox):
    browser = client_of(owner_of(acme))
    browser.post("/en/account/data/")
    relay_outbox()
    takeout = Takeout.objects.get()

    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        late = client_of(owner_of(acme)).get(f"/en/account/data/{takeout.pk}/")
        count = forget_expired()

    assert late.status_code == 404
    assert count == 1
    assert not Takeout.objects.exists()
