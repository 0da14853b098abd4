"""VIES has three answers; silence is asked again, and a number that is not registered is billed with VAT."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from network import environment
from network.common.outgoing import NotReached, ask, public_address
from premium.actions.orders import place_order
from premium.billing import BillingDetails
from premium.invoices.actions.vat_checks import ask_what_is_due
from premium.invoices.models import VatCheck, VatQuestion
from premium.models import Order, Pack
from tests.factories.invoices import invoiced

pytestmark = pytest.mark.any_database

MADRID = BillingDetails(
    "Cyan SL", "Calle Mayor 1", "28001", "Madrid", "ES", "pagos@cyan.example", vat_number="ESB58378431"
)


class Vies(BaseHTTPRequestHandler):
    """Answers as the Commission's service does; `answer` is (status, body)."""

    answer: tuple[int, object] = (200, {})
    asked: list[dict] = []

    def do_POST(self):
        type(self).asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        status, body = self.answer
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if status == 302:
            self.send_header("Location", "http://127.0.0.1/secret")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def vies(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Vies)
    Vies.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(environment, "VIES_URL", f"http://127.0.0.1:{server.server_port}/check")
    monkeypatch.setattr(environment, "OUTGOING_PRIVATE_HOSTS", "127.0.0.1")
    yield Vies
    server.shutdown()
    server.server_close()


@pytest.fixture
def order(cyan, owner_of):
    return place_order(acting=owner_of(cyan), pack=Pack.objects.get(slug="essential"), billing=MADRID)


def test_a_registered_number_is_kept_as_evidence(vies, order):
    vies.answer = (200, {"valid": True, "requestIdentifier": "WAPIAAAA1", "name": "CYAN SL", "userError": "VALID"})

    assert ask_what_is_due() == 1

    check = VatCheck.objects.get()
    assert (check.answer, check.consultation, check.name) == ("valid", "WAPIAAAA1", "CYAN SL")
    assert vies.asked == [
        {
            "countryCode": "ES",
            "vatNumber": "B58378431",
            "requesterMemberStateCode": "FR",
            "requesterNumber": "11123456782",
        }
    ]
    assert not VatQuestion.objects.exists()
    assert ask_what_is_due() == 0


def test_a_number_that_is_not_registered_is_quoted_with_vat(vies, order):
    vies.answer = (200, {"valid": False, "userError": "INVALID"})

    ask_what_is_due()

    order.refresh_from_db()
    assert (order.vat_reason, order.vat_cents, order.total_cents) == ("eu_without_number", 9_800, 58_800)
    assert not VatQuestion.objects.exists()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((500, {"errorWrappers": [{"error": "MS_UNAVAILABLE"}]}), "VIES answered 500: MS_UNAVAILABLE"),
        ((200, {"valid": False, "userError": "MS_MAX_CONCURRENT_REQ"}), "MS_MAX_CONCURRENT_REQ"),
        ((200, ["?"]), "VIES answered 200: no reason given"),
        ((302, {}), "the server wants to lead elsewhere"),
    ],
)
def test_a_service_that_is_down_is_asked_again_and_changes_nothing(vies, order, answer, reason):
    vies.answer = answer

    ask_what_is_due()

    assert (VatCheck.objects.get().answer, VatCheck.objects.get().reason) == ("unknown", reason)
    assert VatQuestion.objects.get().ask_at > timezone.now() + timedelta(minutes=50)
    assert Order.objects.get().vat_reason == "eu_reverse_charge"
    assert ask_what_is_due() == 0


def test_after_four_days_of_silence_nothing_more_is_asked(vies, order):
    vies.answer = (500, {})
    for _attempt in range(8):
        VatQuestion.objects.update(ask_at=timezone.now())
        ask_what_is_due()

    assert VatCheck.objects.filter(answer="unknown").count() == 8
    assert not VatQuestion.objects.exists()


def test_without_an_address_nothing_is_asked_and_the_evidence_says_so(order, monkeypatch):
    monkeypatch.setattr(environment, "VIES_URL", "")

    ask_what_is_due()

    assert VatCheck.objects.get().answer == "unknown"


def test_nobody_is_asked_about_a_french_order(borg, owner_of):
    paris = BillingDetails("Borg SAS", "1 rue", "75002", "Paris", "FR", "a@borg.example", vat_number="FR40303265045")

    place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=paris)

    assert not VatQuestion.objects.exists()


def test_the_answer_stands_in_the_invoice(vies, order, cyan):
    vies.answer = (200, {"valid": True, "requestIdentifier": "WAPIAAAA2"})
    ask_what_is_due()

    evidence = invoiced(cyan, "eu_valid_number").evidence["vies"]

    assert (evidence["answer"], evidence["consultation"]) == ("valid", "WAPIAAAA2")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://0.0.0.0/",
        "https://user@example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:///nothing",
    ],
)
def test_the_guarded_client_reaches_nothing_of_ours(url):
    with pytest.raises(NotReached):
        ask(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("192.168.1.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *arguments, **options: answers)

    with pytest.raises(NotReached, match="not a public one"):
        public_address("rebinding.example", 443)
