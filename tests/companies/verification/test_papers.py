"""Mandates and documents: sent by the company, private, decided by an operator, deleted a month after."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from companies.choices import EvidenceLevel, RequestState
from companies.exceptions import AlreadyDecided, NotAnOperator
from companies.models import Evidence, JournalEntry
from companies.verification.actions.falling import keep_evidence_fresh
from companies.verification.actions.papers import approve_paper, delete_old_files, refuse_paper, send_paper
from companies.verification.choices import PaperKind
from companies.verification.exceptions import OwnCompany, PaperWaits
from companies.verification.models import PaperProof
from companies.verification.operators import OPERATOR_PERMISSIONS
from network.notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory

pytestmark = pytest.mark.any_database
EXTRACT, MANDATE = "/en/page/proofs/paper/extract/", "/en/page/proofs/paper/mandate/"


@pytest.fixture
def operator(db):
    user = UserFactory(is_staff=True)
    for name in ("wagtailadmin.access_admin", *OPERATOR_PERMISSIONS):
        label, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    return user


@pytest.fixture
def office(operator) -> Client:
    made = Client()
    made.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.fixture
def paper(alice) -> PaperProof:
    file = ContentFile(b"%PDF-1.4 signed", name="mandate.pdf")
    words = {"signatory": "Ana Prado", "signatory_function": "Manager"}
    return send_paper(acting=alice, kind=PaperKind.MANDATE, file=file, **words)


def png() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return SimpleUploadedFile("kbis.png", drawn.getvalue(), "image/png")


def test_a_document_goes_to_the_operator_and_proves_until_a_day(acme, alice, client_of, office):
    client_of(alice).post(EXTRACT, {"file": png()})
    sent = PaperProof.objects.get()
    address = f"/back-office/decide/paper/{sent.pk}/"

    listed = office.get("/back-office/paperproof/").content.decode()
    page = office.get(address).content.decode()
    read = office.get(f"{address}file/")
    until = timezone.localdate() + timedelta(days=200)
    office.post(address, {"approve": "1", "valid_until": until.isoformat()})

    acme.refresh_from_db()
    evidence = Evidence.objects.get()
    assert "Acme" in listed
    assert "alice@acme.example" in page
    assert b"".join(read.streaming_content).startswith(b"\x89PNG")
    assert acme.evidence_level == evidence.level == EvidenceLevel.DOCUMENT
    assert timezone.localdate(evidence.next_check_at) == until
    assert "It holds until" in client_of(alice).get(EXTRACT).content.decode()
    assert Notification.objects.get(user=alice.user).kind == "verification.paper_approved"


def test_the_mandate_is_printed_with_its_names_signed_and_sent(acme, alice, client_of):
    browser = client_of(alice)

    forgot = browser.get(f"{MANDATE}sheet/").content.decode()
    sheet = browser.get(f"{MANDATE}sheet/", {"signatory": "Ana Prado", "signatory_function": "Manager"})
    browser.post(MANDATE, {"signatory": "Ana Prado", "signatory_function": "Manager", "file": png()})

    paper = PaperProof.objects.get()
    assert "Name the person who signs for the company." in forgot
    assert "I, Ana Prado, Manager of Acme, allow Alice Martin" in sheet.content.decode()
    assert (paper.kind, paper.signatory, paper.asked_by) == (PaperKind.MANDATE, "Ana Prado", alice.user)


def test_a_wrong_file_is_said_and_the_names_stay(alice, client_of):
    wrong = SimpleUploadedFile("a.pdf", b"<html></html>", "application/pdf")

    page = client_of(alice).post(MANDATE, {"signatory": "Ana", "signatory_function": "Manager", "file": wrong})

    assert "this file is of another kind" in page.content.decode()
    assert 'value="Ana"' in page.content.decode()
    assert not PaperProof.objects.exists()


def test_a_refused_paper_says_why_and_another_may_be_sent(acme, alice, paper, operator, client_of):
    refuse_paper(operator=operator, paper=paper, reason="The signature is missing.")

    page = client_of(alice).get(MANDATE).content.decode()
    told = Notification.objects.get(user=alice.user)
    client_of(alice).post(MANDATE, {"signatory": "Ana", "signatory_function": "Manager", "file": png()})

    assert "The signature is missing." in page
    assert told.kind == "verification.paper_refused"
    assert PaperProof.objects.waiting().count() == 1
    assert not Evidence.objects.exists()


def test_the_office_asks_for_a_reason_and_for_a_day_that_makes_sense(paper, office):
    address = f"/back-office/decide/paper/{paper.pk}/"

    without_reason = office.post(address, {"refuse": "1", "reason": " "}).content.decode()
    in_the_past = office.post(address, {"approve": "1", "valid_until": "2020-01-01"}).content.decode()

    assert "Say why" in without_reason
    assert "Choose a day after today" in in_the_past
    paper.refresh_from_db()
    assert paper.state == RequestState.PENDING


def test_one_paper_of_a_kind_waits(alice, paper):
    with pytest.raises(PaperWaits):
        send_paper(acting=alice, kind=PaperKind.MANDATE, file=ContentFile(b"%PDF", name="b.pdf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperProof.objects.create(company=alice.company, kind=PaperKind.MANDATE)

    assert PaperProof.objects.count() == 1


def test_a_withdrawn_paper_is_deleted(alice, paper, client_of, django_capture_on_commit_callbacks):
    storage, name = paper.file.storage, paper.file.name

    with django_capture_on_commit_callbacks(execute=True):
        client_of(alice).post(f"/en/page/proofs/paper/{paper.pk}/withdraw/")

    paper.refresh_from_db()
    assert (paper.state, bool(paper.file)) == (RequestState.WITHDRAWN, False)
    assert not storage.exists(name)


def test_only_operators_decide_and_not_about_their_own_company(alice, paper, operator):
    with pytest.raises(NotAnOperator):
        approve_paper(operator=alice.user, paper=paper, valid_until=date(2030, 1, 1))
    MemberFactory(company=alice.company, user=operator)
    with pytest.raises(OwnCompany):
        approve_paper(operator=operator, paper=paper, valid_until=date(2030, 1, 1))

    paper.refresh_from_db()
    assert paper.state == RequestState.PENDING


def test_a_paper_is_decided_once(paper, operator):
    refuse_paper(operator=operator, paper=paper, reason="Too old.")

    with pytest.raises(AlreadyDecided):
        approve_paper(operator=operator, paper=paper, valid_until=date(2030, 1, 1))

    assert not Evidence.objects.exists()


def test_the_file_is_kept_a_month_after_the_decision_and_then_deleted(
    paper, operator, office, django_capture_on_commit_callbacks
):
    storage, name = paper.file.storage, paper.file.name
    approve_paper(operator=operator, paper=paper, valid_until=timezone.localdate() + timedelta(days=365))
    now = timezone.now()

    with time_machine.travel(now + timedelta(days=29)):
        assert delete_old_files() == 0
    with time_machine.travel(now + timedelta(days=31)), django_capture_on_commit_callbacks(execute=True):
        assert delete_old_files() == 1

    assert not storage.exists(name)
    assert JournalEntry.objects.latest("pk").act == "verification.paper_deleted"
    assert office.get(f"/back-office/decide/paper/{paper.pk}/file/", follow=True).status_code == 404
    assert "deleted" in office.get(f"/back-office/decide/paper/{paper.pk}/").content.decode()


def test_a_document_past_its_day_falls_to_the_next_rung(acme, alice, paper, operator):
    approve_paper(operator=operator, paper=paper, valid_until=timezone.localdate() + timedelta(days=30))
    extract = send_paper(acting=alice, kind=PaperKind.EXTRACT, file=ContentFile(b"%PDF", name="b.pdf"))
    approve_paper(operator=operator, paper=extract, valid_until=timezone.localdate() + timedelta(days=10))

    with time_machine.travel(timezone.now() + timedelta(days=12)):
        keep_evidence_fresh()

    acme.refresh_from_db()
    assert acme.evidence_level == EvidenceLevel.MANDATE
