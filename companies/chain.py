"""What the hash of a journal entry covers, to the byte; it never changes, or old chains would no longer prove anything.

The author enters as a salted digest: once name, number and salt are blanked nobody can guess the person from it,
and the chain still proves everything else.
"""

import hashlib
import json
import secrets
from datetime import UTC
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from companies.models import JournalEntry

BEFORE_THE_FIRST: Final = "0" * 64
"""What the first entry of a company names as its previous hash."""

BYTES_OF_SALT: Final = 16


def new_salt() -> str:
    return secrets.token_hex(BYTES_OF_SALT)


def author_digest(entry: "JournalEntry") -> str:
    """SHA-256 of salt, account number and name."""
    return _sha256([entry.author_salt, entry.author_number, entry.author_name])


def entry_hash(entry: "JournalEntry") -> str:
    """SHA-256 of the entry with its place, its author's digest and the hash before it."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256(
        [
            entry.company_id,
            entry.number,
            entry.act,
            entry.author_digest,
            entry.subject,
            entry.details,
            at,
            entry.previous_hash,
        ]
    )


def _sha256(values: list) -> str:
    """Of the values as JSON: keys in order, no spaces, characters as they are."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
