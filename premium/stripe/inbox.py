"""What Stripe tells: the signature is checked, the event is written down once, and answered; a job reads the object again."""

import json
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

from django.conf import settings
from django.db import transaction

from premium.models import StripeEvent
from premium.stripe import gateway
from premium.stripe.calls import nudge

logger = logging.getLogger(__name__)

TOLERANCE_SECONDS: Final = 300
LARGEST_BODY: Final = 256 * 1024


class Forged(Exception):
    """Not signed by Stripe, signed too long ago, or dated in the future."""


@dataclass(frozen=True)
class Told:
    """Of an event only its ids are believed."""

    id: str
    kind: str
    api_version: str
    created_at: datetime
    customer: str
    payment: str

    @classmethod
    def of(cls, event: dict[str, Any]) -> Self:
        thing = event["data"]["object"]
        is_customer = thing.get("object") == "customer"
        return cls(
            id=event["id"],
            kind=event["type"],
            api_version=event.get("api_version") or "",
            created_at=datetime.fromtimestamp(event["created"], UTC),
            customer=_id(thing.get("id") if is_customer else thing.get("customer")),
            payment=_id(thing.get("payment_intent")),
        )


def _id(value: Any) -> str:
    """An id, also where the object itself stands in its place."""
    return str(value.get("id", "") if isinstance(value, dict) else value or "")[:80]


def told(body: bytes, header: str) -> Told:
    """What an event says, once it is proven that Stripe says it, and now.

    Raises:
        Forged: nothing may be done with it.

    """
    secret = settings.STRIPE_WEBHOOK_SECRET
    if not secret or len(body) > LARGEST_BODY or not gateway.verify(body, header, secret, TOLERANCE_SECONDS):
        raise Forged
    if _dated(header) > time.time() + TOLERANCE_SECONDS:  # the library accepts signatures of tomorrow
        raise Forged
    try:
        return Told.of(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise Forged from error


def _dated(header: str) -> int:
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    return int(parts.get("t", "0"))


@transaction.atomic
def keep(event: Told) -> None:
    """Write the event down; one that was told before changes nothing and wakes nobody."""
    if StripeEvent.objects.filter(stripe_id=event.id).exists():
        return
    StripeEvent.objects.bulk_create(
        [
            StripeEvent(
                stripe_id=event.id,
                kind=event.kind[:80],
                api_version=event.api_version[:40],
                customer=event.customer,
                payment=event.payment,
                told_at=event.created_at,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(nudge)
