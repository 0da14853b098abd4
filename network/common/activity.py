"""Telling the feed of a public act: any app tells, the feed above listens (outbox topic `activity`)."""

from network.common.outbox import publish

TOPIC = "activity"


def tell_activity(key: str, kind: str, *, company_id: int, other_id: int | None = None, subject: str = "") -> None:
    """Tell, in the present transaction, what a company did for all to see.

    `key` names the act: told twice, it is shown once. `kind` is founded, claimed, updated, listed or connected;
    `other_id` is the company on the other side of a fact that both confirmed, `subject` what it is: of connected, the kind.
    """
    publish(TOPIC, key, {"kind": kind, "company": company_id, "other": other_id, "subject": subject})
