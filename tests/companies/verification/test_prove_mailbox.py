"""A mailbox of the domain: a code goes there, comes back within half an hour, and proves a year."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from companies.choices import EvidenceLevel
from companies.models import Evidence
from companies.verification.actions.falling import keep_evidence_fresh
from companies.verification.actions.mailbox import MOST_CODES_A_DAY, prove_mailbox, send_mailbox_code
from companies.verification.choices import ProofState
from companies.verification.exceptions import (
    CodeNoLongerValid,
    MailboxOfAnybody,
    NotOnTheDomain,
    TooManyCodes,
    WrongCode,
)
from companies.verification.models import DomainProof, MailboxCode
from network.notifications.models import Mail, Notification
from tests.factories.settings import put_in_force

MAILBOX = "/en/page/proofs/mailbox/"


def code_sent() -> str:
    return Mail.objects.filter(template="verification_code").latest("pk").arguments["code"]


def test_the_code_of_the_mail_proves_the_mailbox(acme, alice, client_of):
    browser = client_of(alice)

    browser.post(MAILBOX, {"email": "Office@mail.acme.example"})
    link = Mail.objects.get().url
    page = browser.get(link).content.decode()
    browser.post(MAILBOX, {"code": f" {code_sent()} "})

    acme.refresh_from_db()
    assert f'value="{code_sent()}"' in page
    assert acme.evidence_level == EvidenceLevel.MAILBOX
    assert Evidence.objects.get().detail == "mail.acme.example"
    assert DomainProof.objects.get().email == "office@mail.acme.example"
    assert not re.search(r"\d{6}", MailboxCode.objects.get().digest)
    assert "office@mail.acme.example is proven until" in browser.get(MAILBOX).content.decode()


@pytest.mark.parametrize("email", ["a@gmail.com", "a@notacme.example", "a@example", "a@acme.example.org"])
def test_only_a_mailbox_of_the_domain_gets_a_code(email, alice, client_of):
    with pytest.raises(NotOnTheDomain):
        send_mailbox_code(acting=alice, email=email)

    answer = client_of(alice).post(MAILBOX, {"email": "a@gmail.com"})
    assert "ends with @acme.example" in answer.content.decode()
    assert 'value="a@gmail.com"' in answer.content.decode()
    assert not Mail.objects.exists()


def test_a_site_at_a_provider_of_mailboxes_proves_nothing(acme, alice):
    acme.website = "https://www.gmail.com"
    acme.save()

    with pytest.raises(MailboxOfAnybody):
        send_mailbox_code(acting=alice, email="acme@gmail.com")

    assert not Mail.objects.exists()


def test_after_five_wrong_tries_not_even_the_right_code_counts(alice):
    send_mailbox_code(acting=alice, email="office@acme.example")
    wrong = f"{(int(code_sent()) + 1) % 1_000_000:06}"

    for _try in range(5):
        with pytest.raises(WrongCode):
            prove_mailbox(acting=alice, code=wrong)
    with pytest.raises(CodeNoLongerValid):
        prove_mailbox(acting=alice, code=code_sent())

    assert not Evidence.objects.exists()


def test_a_code_is_old_after_half_an_hour_and_works_once(alice):
    send_mailbox_code(acting=alice, email="office@acme.example")
    with time_machine.travel(timezone.now() + timedelta(minutes=31)), pytest.raises(CodeNoLongerValid):
        prove_mailbox(acting=alice, code=code_sent())
    prove_mailbox(acting=alice, code=code_sent())

    with pytest.raises(CodeNoLongerValid):
        prove_mailbox(acting=alice, code=code_sent())


@pytest.mark.parametrize(("most", "says"), [(5, "5 codes were sent today"), (1, "1 code was sent today")])
def test_so_many_codes_a_day_are_enough(alice, most, says):
    put_in_force(MOST_CODES_A_DAY, most)
    for _code in range(most):
        send_mailbox_code(acting=alice, email="office@acme.example")

    with pytest.raises(TooManyCodes, match=says):
        send_mailbox_code(acting=alice, email="office@acme.example")

    assert Mail.objects.count() == most
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        send_mailbox_code(acting=alice, email="office@acme.example")


def test_a_wrong_code_is_said_beside_the_field(alice, client_of):
    send_mailbox_code(acting=alice, email="office@acme.example")
    wrong = f"{(int(code_sent()) + 1) % 1_000_000:06}"

    page = client_of(alice).post(MAILBOX, {"code": wrong}).content.decode()

    assert "Tries left: 4." in page
    assert f'value="{wrong}"' in page


def test_the_staff_is_warned_once_before_the_year_is_over_and_then_the_rung_falls(acme, alice):
    send_mailbox_code(acting=alice, email="office@acme.example")
    prove_mailbox(acting=alice, code=code_sent())
    now = timezone.now()

    with time_machine.travel(now + timedelta(days=340)):
        assert keep_evidence_fresh() + keep_evidence_fresh() == 0
    warned = Notification.objects.get()
    with time_machine.travel(now + timedelta(days=366)):
        assert keep_evidence_fresh() == 1
        assert keep_evidence_fresh() == 0

    acme.refresh_from_db()
    assert (warned.kind, warned.user) == ("verification.ending", alice.user)
    assert acme.evidence_level == EvidenceLevel.DECLARED
    assert DomainProof.objects.get().state == ProofState.FALLEN
