"""A company whose owner is gone: evidence, notice to all, a week to object, two operators."""

from datetime import timedelta
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

from companies.exceptions import AlreadyAsked, AlreadyDecided, NotAnOperator, RoleTooSmall
from companies.models import Identifier, JournalEntry, Member
from companies.recovery.actions.deciding import approve_recovery, refuse_recovery
from companies.recovery.actions.requests import ask_recovery, stop_recovery, withdraw_recovery
from companies.recovery.choices import OPEN, TRANSITIONS, RecoveryAct, RecoveryState
from companies.recovery.exceptions import (
    NotAgainYet,
    NotDisinterested,
    NothingToRecover,
    OwnerAlready,
    SecondMustBeAnother,
    StillCoolingOff,
)
from companies.recovery.models import RecoveryRequest
from companies.recovery.operators import OPERATOR_PERMISSIONS
from companies.roles import Role
from network.notifications.models import Mail, Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.premium import OrderFactory

ASK, OURS = "/en/companies/acme/recover/", "/en/page/recovery/"
WORDS = {"function": "Buyer", "explanation": "Alice left in May.", "registration_number": "552 100 554"}


def operator_user():
    user = UserFactory(is_staff=True)
    for name in ("wagtailadmin.access_admin", *OPERATOR_PERMISSIONS):
        label, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    return user


@pytest.fixture
def olga(db):
    return operator_user()


@pytest.fixture
def oscar(db):
    return operator_user()


@pytest.fixture
def acme(acme):
    acme.website = "https://acme.example"
    acme.save()
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value="552100554", status="valid")
    return acme


@pytest.fixture
def nina(db):
    return UserFactory(email="nina@acme.example", name="Nina Neuf")


@pytest.fixture
def asked(acme, nina) -> RecoveryRequest:
    return ask_recovery(user=nina, company=acme, document=ContentFile(b"%PDF-1.4", name="kbis.pdf"), **WORDS)


@pytest.fixture
def after_a_week():
    """A week and an hour have passed."""
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        yield


def browser_of(user) -> Client:
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def png() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return SimpleUploadedFile("kbis.png", drawn.getvalue(), "image/png")


def owners(company) -> set[str]:
    members = Member.objects.active().filter(company=company, role=Role.OWNER)
    return set(members.values_list("user__email", flat=True))


def test_from_the_company_page_to_a_request_that_everybody_hears_of(acme, nina):
    colleague = MemberFactory(company=acme, role=Role.EDITOR, user__email="ed@acme.example")
    sleeping = MemberFactory(company=acme, user__email="gone@acme.example", user__is_active=False)
    OrderFactory(company=acme, email="compta@acme.example")
    browser = browser_of(nina)

    page = browser.get("/en/companies/acme/").content.decode()
    join = browser.get("/en/companies/acme/join/").content.decode()
    form = browser.get(ASK).content.decode()
    browser.post(ASK, {**WORDS, "document": png()})

    request = RecoveryRequest.objects.get()
    assert f'href="{ASK}"' in page
    assert f'href="{ASK}"' in join
    assert "nina@acme.example is an address at acme.example." in form
    assert (request.number_matches, request.mailbox_matches, request.state) == (True, True, RecoveryState.WAITING)
    told = Notification.objects.filter(kind="recovery.asked").values_list("user__email", flat=True)
    assert set(told) == {"alice@acme.example", colleague.user.email}
    warned = Mail.objects.filter(template="recovery_warning").values_list("address", flat=True)
    assert set(warned) == {sleeping.user.email, "compta@acme.example"}
    assert JournalEntry.objects.get(act="recovery.asked").subject == "Buyer"
    assert "The staff may object until" in browser.get(ASK).content.decode()
    assert owners(acme) == {"alice@acme.example", "gone@acme.example"}


def test_what_is_missing_is_said_and_nothing_typed_is_lost(acme, nina):
    page = browser_of(nina).post(ASK, {**WORDS, "explanation": ""}).content.decode()

    assert "Two sentences are enough" in page
    assert "Without a document" in page
    assert 'value="Buyer"' in page
    assert not RecoveryRequest.objects.exists()


def test_an_owner_who_is_there_ends_it_with_one_click(acme, asked, owner_of, client_of, after_a_week, olga, oscar):
    approve_recovery(operator=olga, request=asked)
    storage, name = asked.document.storage, asked.document.name
    browser = client_of(owner_of(acme))

    alarm = browser.get("/en/page/").content.decode()
    page = browser.get(OURS).content.decode()
    browser.post(f"{OURS}{asked.pk}/stop/")
    with pytest.raises(AlreadyDecided):
        approve_recovery(operator=oscar, request=asked)

    asked.refresh_from_db()
    assert "Nina Neuf asks to become owner of your company." in alarm
    assert "I am here, stop this" in page
    assert (asked.state, bool(asked.document)) == (RecoveryState.STOPPED, False)
    assert storage.exists(name)  # until the transaction has committed
    assert Notification.objects.get(user=asked.user).kind == "recovery.stopped"
    assert owners(acme) == {"alice@acme.example"}


def test_an_editor_only_learns_whom_to_tell(acme, asked, client_of):
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(RoleTooSmall):
        stop_recovery(acting=editor, request=asked)

    page = client_of(editor).get(OURS).content.decode()
    assert "Tell one of them today." in page
    assert "I am here, stop this" not in page
    asked.refresh_from_db()
    assert asked.state == RecoveryState.WAITING


def test_nobody_approves_before_the_week_is_over(acme, asked, olga):
    with pytest.raises(StillCoolingOff):
        approve_recovery(operator=olga, request=asked)

    assert (
        "nobody can approve before"
        in browser_of(olga).get(f"/back-office/decide/recovery/{asked.pk}/").content.decode()
    )
    asked.refresh_from_db()
    assert (asked.state, asked.first_approved_by) == (RecoveryState.WAITING, None)


@pytest.mark.parametrize("former", [None, Role.EDITOR])
def test_two_operators_make_the_person_owner_and_the_staff_stays(former, acme, asked, olga, oscar, after_a_week):
    if former:
        MemberFactory(company=acme, user=asked.user, role=former)
    address = f"/back-office/decide/recovery/{asked.pk}/"
    first, second = browser_of(olga), browser_of(oscar)

    page = first.get(address).content.decode()
    document = first.get(f"{address}document/")
    first.post(address, {"approve": "1"})
    again = first.get(address).content.decode()
    listed = second.get("/back-office/recoveryrequest/").content.decode()
    second.post(address, {"approve": "1"})

    asked.refresh_from_db()
    assert "alice@acme.example" in page
    assert document.status_code == 200
    assert "You approved this already." in again
    assert "approved once, a second operator is needed" in listed
    assert (asked.state, asked.first_approved_by, asked.second_approved_by) == (RecoveryState.DONE, olga, oscar)
    assert owners(acme) == {"alice@acme.example", "nina@acme.example"}
    assert asked.user.has_perm("companies.appoint_owner", acme)
    told = Notification.objects.filter(kind__in=["recovery.done", "recovery.handed_over"])
    assert set(told.values_list("kind", "user__email")) == {
        ("recovery.done", "nina@acme.example"),
        ("recovery.handed_over", "alice@acme.example"),
    }
    assert set(JournalEntry.objects.values_list("act", flat=True)) >= {"recovery.seconded", "recovery.handed_over"}


def test_the_second_operator_is_another_one_in_the_database_too(asked, olga, after_a_week):
    approve_recovery(operator=olga, request=asked)

    with pytest.raises(SecondMustBeAnother):
        approve_recovery(operator=olga, request=asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryRequest.objects.filter(pk=asked.pk).update(second_approved_by=olga)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryRequest.objects.filter(pk=asked.pk).update(state=RecoveryState.DONE)

    asked.refresh_from_db()
    assert asked.state == RecoveryState.SECONDED


def test_who_gains_by_it_does_not_decide(acme, asked, olga, oscar, after_a_week):
    MemberFactory(company=acme, user=olga, role=Role.ANALYST)
    own = ask_recovery(user=oscar, company=acme, document=ContentFile(b"%PDF", name="a.pdf"), **WORDS)

    for operator, request in ((olga, asked), (oscar, own)):
        with pytest.raises(NotDisinterested):
            refuse_recovery(operator=operator, request=request, reason="No")
    with pytest.raises(NotAnOperator):
        approve_recovery(operator=asked.user, request=asked)

    assert RecoveryRequest.objects.open().count() == 2


def test_a_rival_is_refused_when_another_becomes_owner(acme, asked, olga, oscar, after_a_week):
    rival = ask_recovery(user=UserFactory(), company=acme, document=ContentFile(b"%PDF", name="a.pdf"), **WORDS)

    approve_recovery(operator=olga, request=asked)
    approve_recovery(operator=oscar, request=asked)

    rival.refresh_from_db()
    assert rival.state == RecoveryState.REFUSED


def test_a_refusal_says_why_and_closes_the_door_for_a_month(acme, nina, asked, olga):
    browser_of(olga).post(f"/back-office/decide/recovery/{asked.pk}/", {"refuse": "1", "reason": " "})
    assert RecoveryRequest.objects.open().exists()
    browser_of(olga).post(f"/back-office/decide/recovery/{asked.pk}/", {"refuse": "1", "reason": "Unreadable."})

    assert "Unreadable." in browser_of(nina).get(ASK).content.decode()
    again = {"user": nina, "company": acme, **WORDS}
    with pytest.raises(NotAgainYet):
        ask_recovery(document=ContentFile(b"%PDF", name="a.pdf"), **again)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        ask_recovery(document=ContentFile(b"%PDF", name="a.pdf"), **again)


def test_who_asks_may_take_it_back_and_asks_once(acme, nina, asked):
    with pytest.raises(AlreadyAsked):
        ask_recovery(user=nina, company=acme, document=ContentFile(b"%PDF", name="a.pdf"), **WORDS)

    browser_of(nina).post(f"{ASK}withdraw/")

    asked.refresh_from_db()
    assert (asked.state, bool(asked.document)) == (RecoveryState.WITHDRAWN, False)
    with pytest.raises(AlreadyDecided):
        withdraw_recovery(request=asked)


def test_an_owner_or_an_unclaimed_page_has_nothing_to_recover(acme, owner_of, nina):
    document = ContentFile(b"%PDF", name="a.pdf")
    unclaimed = CompanyFactory(slug="empty", claimed_at=None)

    with pytest.raises(OwnerAlready):
        ask_recovery(user=owner_of(acme).user, company=acme, document=document, **WORDS)
    with pytest.raises(NothingToRecover):
        ask_recovery(user=nina, company=unclaimed, document=document, **WORDS)

    assert browser_of(nina).get("/en/companies/empty/recover/").headers["Location"] == "/en/companies/empty/claim/"
    assert not RecoveryRequest.objects.exists()


def test_nothing_leads_out_of_an_ended_state():
    assert {state for state, _act in TRANSITIONS} == set(OPEN)
    assert TRANSITIONS[RecoveryState.WAITING, RecoveryAct.APPROVE] == RecoveryState.SECONDED
