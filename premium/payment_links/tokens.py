"""The signed part of a payment link's address."""

from datetime import timedelta
from typing import Final

from django.core import signing

SALT: Final = "premium.payment_link"
VALID_FOR: Final = timedelta(days=30)


def token_of(link_id: int, nonce: str) -> str:
    """What the address carries: row and nonce, signed and dated."""
    return signing.dumps([link_id, nonce], salt=SALT)


def read_token(token: str) -> tuple[int, str] | None:
    """Row and nonce, or None for what we did not sign or is older than thirty days."""
    try:
        link_id, nonce = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return link_id, nonce
