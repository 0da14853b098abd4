"""What the fake remembers: customers, subscriptions, invoices, charges, events, and its own clock."""

import pickle
import secrets
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from premium.stripe.gateway import API_VERSION
from premium.windows import months_later

Thing = dict[str, Any]

DAY = 86_400
DEBIT_TAKES = 5 * DAY
KINDS = (
    "customer", "tax_id", "product", "tax_rate", "coupon", "session", "subscription", "invoice", "payment_intent",
    "charge", "refund", "dispute", "event",
)  # fmt: skip


class Refused(Exception):
    """An answer of Stripe that is an error."""

    def __init__(self, status: int, kind: str, message: str, code: str = "", decline_code: str = "") -> None:
        self.status = status
        self.body = {
            "error": {
                "type": kind,
                "message": message,
                **({"code": code} if code else {}),
                **({"decline_code": decline_code} if decline_code else {}),
            }
        }
        super().__init__(message)


class Store:
    """Everything, behind one lock."""

    def __init__(self, path: Path | None = None) -> None:
        self.lock = threading.RLock()
        self.path = path
        self.offset = 0
        self.things: dict[str, dict[str, Thing]] = {kind: {} for kind in KINDS}
        self.answers: dict[str, tuple[str, int, Thing]] = {}
        self.methods: dict[str, Thing] = {}
        """How each customer pays: type (card, sepa_debit) and what becomes of the next attempts."""
        if path and path.exists():
            self.offset, self.things, self.answers, self.methods = pickle.loads(path.read_bytes())

    def save(self) -> None:
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(pickle.dumps((self.offset, self.things, self.answers, self.methods)))

    def now(self) -> int:
        return int(time.time()) + self.offset

    def a_year_after(self, moment: int) -> int:
        return int(months_later(datetime.fromtimestamp(moment, UTC), 12).timestamp())

    def add(self, kind: str, prefix: str, thing: Thing, known_as: str = "") -> Thing:
        known = {
            "id": known_as or f"{prefix}_{secrets.token_hex(9)}",
            "livemode": False,
            "created": self.now(),
            **thing,
        }
        self.things[kind][known["id"]] = known
        return known

    def get(self, kind: str, name: str) -> Thing:
        if name not in self.things[kind]:
            raise Refused(404, "invalid_request_error", f"No such {kind}: '{name}'", "resource_missing")
        return self.things[kind][name]

    def all(self, kind: str, **filters: Any) -> list[Thing]:
        """The newest first, as Stripe lists them."""
        found = [
            thing
            for thing in self.things[kind].values()
            if all(thing.get(name) == value for name, value in filters.items())
        ]
        return found[::-1]

    def tell(self, kind: str, thing: Thing) -> Thing:
        """An event with a snapshot of the thing; who delivers it takes it from `events`."""
        snapshot = pickle.loads(pickle.dumps(thing))
        return self.add(
            "event",
            "evt",
            {
                "object": "event",
                "api_version": API_VERSION,
                "type": kind,
                "data": {"object": snapshot},
                "pending_webhooks": 1,
                "request": {"id": None, "idempotency_key": None},
            },
        )
