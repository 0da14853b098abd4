"""The secret part of a preview link's address."""

import hashlib
import secrets


def new_token() -> str:
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is kept of a token: nobody who reads the table can open the page."""
    return hashlib.sha256(token.encode()).hexdigest()
