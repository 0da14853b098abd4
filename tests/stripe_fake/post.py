"""Delivering events to the product, signed like Stripe's, as badly as the switched faults want."""

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from stripe import WebhookSignature

from tests.stripe_fake.api import shown
from tests.stripe_fake.store import Store, Thing

RETRIES_AFTER_SECONDS = (1, 2, 5, 10, 30)


@dataclass
class Faults:
    """What goes wrong on the way; everything off by default."""

    copies: int = 1
    is_shuffled: bool = False
    delay_seconds: float = 0
    dropped_share: float = 0
    """Share of events whose first delivery is lost; they are sent again."""


def signed(event: Thing, secret: str, moment: int | None = None) -> tuple[bytes, str]:
    """Body and header of a delivery."""
    body = json.dumps(shown(event))
    return body.encode(), WebhookSignature.generate_signature_header(body, secret, timestamp=moment)


class Post:
    """A thread that carries every new event to one address."""

    def __init__(self, store: Store, secret: str, address: str = "") -> None:
        self.store, self.secret, self.address = store, secret, address
        self.faults = Faults()
        self.random = random.Random(7)
        self.sent: set[str] = set(store.things["event"])
        self.again: list[tuple[float, int, Thing]] = []
        self.is_stopped = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.is_stopped.set()

    def _run(self) -> None:
        while not self.is_stopped.wait(0.1):
            if self.address:
                self.deliver()

    def deliver(self) -> None:
        """Carry what is new, and what was lost and is due again."""
        with self.store.lock:
            fresh = [event for event in self.store.things["event"].values() if event["id"] not in self.sent]
        self.sent.update(event["id"] for event in fresh)
        now = time.monotonic()
        due = [(tries, event) for at, tries, event in self.again if at <= now]
        self.again = [each for each in self.again if each[0] > now]
        for event in self._bad_way(fresh):
            self._carry(event, 0)
        for tries, event in due:
            self._carry(event, tries)

    def _bad_way(self, events: list[Thing]) -> list[Thing]:
        events = events * self.faults.copies
        if self.faults.is_shuffled:
            self.random.shuffle(events)
        if events and self.faults.delay_seconds:
            time.sleep(self.faults.delay_seconds)
        return events

    def _carry(self, event: Thing, tries: int) -> None:
        is_lost = tries == 0 and self.random.random() < self.faults.dropped_share
        if is_lost or not self._arrives(event):
            wait = RETRIES_AFTER_SECONDS[min(tries, len(RETRIES_AFTER_SECONDS) - 1)]
            self.again.append((time.monotonic() + wait, tries + 1, event))

    def _arrives(self, event: Thing) -> bool:
        body, header = signed(event, self.secret)
        target = urlsplit(self.address)
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=10)
        try:
            connection.request(
                "POST", target.path, body, {"Content-Type": "application/json", "Stripe-Signature": header}
            )
            return 200 <= connection.getresponse().status < 300
        except OSError:
            return False
        finally:
            connection.close()
