"""Which operator acts for a member in this request, if any: the journal names him, and some powers are closed to him."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from companies.operators import OPERATOR_NAME
from companies.roles import CompanyPermission
from network.accounts.models import User

CLOSED: Final = frozenset(
    (
        CompanyPermission.MANAGE_IDENTITY,
        CompanyPermission.MANAGE_STAFF,
        CompanyPermission.APPOINT_OWNER,
        CompanyPermission.BUY,
        CompanyPermission.READ_MESSAGES,
        CompanyPermission.WRITE_MESSAGES,
    )
)
"""Powers, money, and letters, which belong to two companies: whatever the role of the member, no operator has these."""


@dataclass
class Work:
    """The operator of this request, and how many entries of the journal were written by him."""

    operator: User | None
    written: int = 0


at_work: ContextVar[Work | None] = ContextVar("operator_at_work", default=None)


@contextmanager
def working(operator: User | None) -> Iterator[Work]:
    """Everything written inside is the operator's."""
    work = Work(operator)
    token = at_work.set(work)
    try:
        yield work
    finally:
        at_work.reset(token)


def operator_name(operator: User | None) -> str:
    """How the journal names him: the network, and the person."""
    return f"{OPERATOR_NAME} ({operator.display_name})" if operator else OPERATOR_NAME
