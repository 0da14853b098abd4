"""The fake over HTTP: the API under /v1/, the pages a person sees, and the desk on which faults are switched."""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.stripe_fake import pages
from tests.stripe_fake.api import Api
from tests.stripe_fake.billing import Billing
from tests.stripe_fake.forms import decode
from tests.stripe_fake.post import Post
from tests.stripe_fake.store import Refused, Store, Thing

SECRET = "whsec_of_the_fake"
KEY = "sk_test_fake"


@dataclass
class Fault:
    """What the next calls meet: 429, 500, or a time-out after the work was done."""

    kind: str
    times: int = 1
    path: str = "/v1/"


class FakeStripe:
    """One fake: its state, its address, and how to make it misbehave."""

    def __init__(self, port: int = 0, path: Path | None = None, webhook: str = "") -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _Requests)
        self.server.daemon_threads = True
        self.server.fake = self
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.store = Store(path)
        self.billing = Billing(self.store)
        self.api = Api(self.store, self.billing, self.base)
        self.post = Post(self.store, SECRET, webhook)
        self.faults: list[Fault] = []
        self.requests: list[tuple[str, str, Thing]] = []
        self.raw: list[tuple[str, str, str]] = []
        """Method, address with its query, and body, as they came."""

    def start(self) -> "FakeStripe":
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.post.start()
        return self

    def stop(self) -> None:
        self.post.stop()
        self.server.shutdown()
        self.server.server_close()

    def fault_for(self, path: str) -> str:
        for fault in self.faults:
            if fault.times > 0 and path.startswith(fault.path):
                fault.times -= 1
                return fault.kind
        return ""

    # What a person does, for tests without a browser

    def newest(self, kind: str, **filters: Any) -> Thing:
        return self.store.all(kind, **filters)[0]

    def pay(self, method: str = "card", outcome: str = "ok", renewals: str = "ok", order: str = "") -> Thing:
        """Complete the newest open page, or that of an order."""
        filters = {"client_reference_id": order} if order else {}
        with self.store.lock:
            session = self.newest("session", status="open", **filters)
            return self.billing.complete_session(session, method, outcome, renewals)

    def advance(self, days: float) -> None:
        self.billing.advance(int(days * 86_400))

    def events(self) -> list[Thing]:
        return list(self.store.things["event"].values())


class _Requests(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the other side's acknowledgement
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    @property
    def fake(self) -> FakeStripe:
        return self.server.fake

    def _serve(self, method: str) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        parameters = decode("&".join(part for part in (address.query, body) if part))
        if address.path.startswith("/v1/"):
            self.fake.raw.append((method, self.path, body))
            self._serve_api(method, address.path, parameters)
        else:
            self._serve_page(method, address.path, parameters)

    def _serve_api(self, method: str, path: str, parameters: Thing) -> None:
        self.fake.requests.append((method, path, parameters))
        fault = self.fake.fault_for(path)
        if fault in {"429", "500"}:
            kind = "rate_limit_error" if fault == "429" else "api_error"
            self._send(int(fault), json.dumps({"error": {"type": kind, "message": "a switched fault"}}))
            return
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            self._send(401, json.dumps({"error": {"type": "invalid_request_error", "message": "Invalid API key."}}))
            return
        try:
            status, answer = self.fake.api.answer(
                method, path, parameters, self.headers.get("Idempotency-Key", "") if method == "POST" else ""
            )
        except Refused as refused:
            status, answer = refused.status, refused.body
        if fault == "timeout_after_commit":
            self.close_connection = True
            self.connection.close()
            return
        self._send(status, json.dumps(answer))

    def _serve_page(self, method: str, path: str, parameters: Thing) -> None:
        status, content, location = pages.answer(self.fake, method, path, parameters)
        self._send(status, content, "text/html; charset=utf-8", location)

    def _send(self, status: int, content: str, kind: str = "application/json", location: str = "") -> None:
        body = content.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)
