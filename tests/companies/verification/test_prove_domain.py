"""A DNS record or a file proves the domain: asked by a member, looked at by the job, looked at again by the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from companies.actions.sections import save_section
from companies.choices import EvidenceLevel
from companies.exceptions import RoleTooSmall
from companies.models import Evidence, JournalEntry
from companies.roles import Role
from companies.verification.actions.domains import ask_check, check_what_is_due
from companies.verification.actions.falling import keep_evidence_fresh
from companies.verification.choices import ProofMethod, ProofState
from companies.verification.domains import line_of, token_of
from companies.verification.exceptions import NothingToCheck, NoWebsite
from companies.verification.models import DomainProof
from network.notifications.models import Notification
from tests.factories.companies import MemberFactory

DNS = "/en/page/proofs/site/dns/"
RECORD = "_comptoir.acme.example"


@pytest.fixture
def line(acme) -> str:
    return line_of(token_of(acme, "acme.example"))


@pytest.fixture
def proven(alice, name_server, line) -> DomainProof:
    """Acme's domain, proven by its record."""
    name_server.records[RECORD] = [line]
    proof = ask_check(acting=alice, method=ProofMethod.DNS)
    check_what_is_due()
    proof.refresh_from_db()
    return proof


def look_again(proof: DomainProof, *, days: float) -> DomainProof:
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        check_what_is_due()
        proof.refresh_from_db()
    return proof


@pytest.mark.parametrize("name", [RECORD, "acme.example"])
def test_the_line_in_the_dns_proves_the_site(name, acme, alice, name_server, line):
    name_server.records[name] = ["v=spf1 -all", line]

    ask_check(acting=alice, method=ProofMethod.DNS)
    check_what_is_due()

    proof, evidence = DomainProof.objects.get(), Evidence.objects.get()
    acme.refresh_from_db()
    assert (proof.state, proof.domain) == (ProofState.PROVEN, "acme.example")
    assert acme.evidence_level == EvidenceLevel.SITE
    assert evidence.detail == "acme.example, TXT _comptoir"
    assert evidence.next_check_at == proof.next_check_at
    assert (proof.next_check_at - proof.last_checked_at).days in {89, 90}
    assert JournalEntry.objects.get(act="identity.evidence_recorded").author_id == alice.user_id


def test_the_page_says_what_was_seen_instead(alice, name_server, line, client_of):
    name_server.records[RECORD] = ["v=spf1 -all", "comptoir-verification=xyz"]
    browser = client_of(alice)

    browser.post(DNS)
    waiting = browser.get(DNS).content.decode()
    check_what_is_due()
    page = browser.get(DNS).content.decode()

    assert 'hx-trigger="every 3s"' in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert f"We found “comptoir-verification=xyz”, expected “{line}”." in page
    assert "every 3s" not in page
    assert not Evidence.objects.exists()


def test_nothing_there_is_said_too(alice, name_server, line, client_of):
    ask_check(acting=alice, method=ProofMethod.DNS)
    check_what_is_due()

    assert f"We found nothing there, expected “{line}”." in client_of(alice).get(DNS).content.decode()
    assert name_server.asked == [RECORD, "acme.example"]


def test_a_name_server_that_is_down_leaves_the_check_pending_and_is_asked_again(alice, name_server, line, client_of):
    name_server.is_broken = True
    proof = ask_check(acting=alice, method=ProofMethod.DNS)

    check_what_is_due()
    pending = client_of(alice).get(DNS).content.decode()
    name_server.is_broken, name_server.records[RECORD] = False, [line]
    check_what_is_due()
    proof.refresh_from_db()

    assert "Check pending." in pending
    assert proof.state == ProofState.CHECKING
    assert look_again(proof, days=1 / 1440).state == ProofState.PROVEN


def test_after_two_days_of_silence_the_member_is_asked_to_look(alice, name_server):
    name_server.is_broken = True
    proof = ask_check(acting=alice, method=ProofMethod.DNS)

    for day in range(8):
        look_again(proof, days=day)

    assert (proof.state, proof.found, proof.next_check_at) == (ProofState.MISSING, "silence", None)


def test_the_file_on_the_site_proves_it_with_or_without_www(acme, alice, site, line, client_of):
    ask_check(acting=alice, method=ProofMethod.FILE)
    check_what_is_due()
    missing = client_of(alice).get("/en/page/proofs/site/file/").content.decode()
    site["/www.acme.example/.well-known/comptoir.txt"] = f"{line}\n"
    site["/acme.example/.well-known/comptoir.txt"] = 302
    ask_check(acting=alice, method=ProofMethod.FILE)
    check_what_is_due()

    acme.refresh_from_db()
    assert "We found nothing there" in missing
    assert acme.evidence_level == EvidenceLevel.SITE
    assert Evidence.objects.get().detail == "acme.example, /.well-known/comptoir.txt"


def test_a_site_that_is_down_leaves_the_check_pending(alice, site):
    site["/acme.example/.well-known/comptoir.txt"] = site["/www.acme.example/.well-known/comptoir.txt"] = 503

    proof = ask_check(acting=alice, method=ProofMethod.FILE)
    check_what_is_due()

    proof.refresh_from_db()
    assert (proof.state, proof.found, proof.failures) == (ProofState.CHECKING, "silence", 1)


def test_a_site_inside_our_own_network_is_never_asked(acme, alice):
    acme.website = "https://localhost.localdomain"
    acme.save()

    proof = ask_check(acting=alice, method=ProofMethod.FILE)
    check_what_is_due()

    proof.refresh_from_db()
    assert (proof.state, proof.found) == (ProofState.CHECKING, "silence")


def test_without_a_website_there_is_nothing_to_prove(acme, alice, client_of):
    acme.website = ""
    acme.save()

    with pytest.raises(NoWebsite):
        ask_check(acting=alice, method=ProofMethod.DNS)

    assert "Write the website" in client_of(alice).get(DNS).content.decode()
    assert not DomainProof.objects.exists()


def test_an_editor_proves_nothing(acme, client_of):
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(RoleTooSmall):
        ask_check(acting=editor, method=ProofMethod.DNS)

    assert client_of(editor).get(DNS).status_code == 403
    assert not DomainProof.objects.exists()


def test_what_is_proven_is_looked_at_again_after_90_days(proven, name_server, alice):
    with pytest.raises(NothingToCheck):
        ask_check(acting=alice, method=ProofMethod.DNS)
    before = Evidence.objects.get().checked_at

    assert look_again(proven, days=89).next_check_at < before + timedelta(days=91)
    assert look_again(proven, days=91).state == ProofState.PROVEN
    assert Evidence.objects.get().checked_at > before + timedelta(days=90)


def test_a_record_that_is_gone_is_told_at_once_and_falls_after_a_week(acme, proven, name_server):
    name_server.records.clear()

    look_again(proven, days=91)
    acme.refresh_from_db()
    assert (proven.state, acme.evidence_level) == (ProofState.FAILING, EvidenceLevel.SITE)
    for day in range(92, 98):
        look_again(proven, days=day)
    assert Notification.objects.filter(kind="verification.failing").count() == 1
    look_again(proven, days=98.1)

    acme.refresh_from_db()
    assert (proven.state, acme.evidence_level) == (ProofState.FALLEN, EvidenceLevel.DECLARED)
    assert not Evidence.objects.exists()
    assert JournalEntry.objects.get(act="identity.evidence_fell").details == {"reason": "not_found"}
    assert Notification.objects.get(kind="verification.fell").user == acme.members.get().user


def test_a_record_that_comes_back_within_the_week_keeps_the_rung(acme, proven, name_server, line):
    name_server.records.clear()
    look_again(proven, days=91)
    name_server.records[RECORD] = [line]

    look_again(proven, days=93)

    acme.refresh_from_db()
    assert (proven.state, proven.failing_since) == (ProofState.PROVEN, None)
    assert acme.evidence_level == EvidenceLevel.SITE


def test_the_other_way_keeps_the_rung_when_one_falls(acme, alice, proven, name_server, site, line):
    site["/acme.example/.well-known/comptoir.txt"] = line
    ask_check(acting=alice, method=ProofMethod.FILE)
    check_what_is_due()
    name_server.records.clear()
    look_again(proven, days=91)
    look_again(proven, days=99)

    acme.refresh_from_db()
    assert proven.state == ProofState.FALLEN
    assert acme.evidence_level == EvidenceLevel.SITE


@pytest.mark.parametrize("is_heard", [True, False])
def test_another_website_drops_the_proofs_of_the_former_one(
    is_heard, acme, alice, proven, django_capture_on_commit_callbacks
):
    content = {"website": "https://acme-shoes.example", "offer": "", "trade_name": "", "phone": "", "languages": []}

    with django_capture_on_commit_callbacks(execute=is_heard):
        save_section(acting=alice, kind="identity", content=content, base_version=0)
    if not is_heard:  # the process died right after the commit; the daily job finds it
        keep_evidence_fresh()

    acme.refresh_from_db()
    assert acme.evidence_level == EvidenceLevel.DECLARED
    assert not DomainProof.objects.exists()
    assert JournalEntry.objects.get(act="identity.evidence_fell").details == {"reason": "site_changed"}


def test_a_look_that_ends_after_the_website_changed_proves_nothing(acme, alice, name_server, line, monkeypatch):
    name_server.records[RECORD] = [line]
    ask_check(acting=alice, method=ProofMethod.DNS)
    look = "companies.verification.actions.domains.look"

    def slow_look(*arguments):
        from companies.verification.looking import Look

        DomainProof.objects.all().delete()
        return Look()

    monkeypatch.setattr(look, slow_look)
    check_what_is_due()

    assert not Evidence.objects.exists()
