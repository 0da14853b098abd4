"""Writing the journal: acts are registered with their wording, entries are only ever added."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise

from companies import sealing
from companies.models import Company, JournalEntry, Member
from companies.operators_at_work import at_work, operator_name
from network.accounts.models import User
from network.common.registries import Registry

LONGEST_NAME: Final = 120

acts: Registry["str | Promise"] = Registry("journal acts")
"""Wording of each act, a lazy sentence part that follows the author's name: "saved the section {subject}"."""

subject_labels: Registry[Callable[[str], "str | Promise"]] = Registry("journal subjects")
"""For acts whose subject is a key: from the key to words in the reader's language."""


def record(
    *,
    company: Company,
    act: str,
    acting: Member | None = None,
    subject: str = "",
    details: dict[str, Any] | None = None,
    system: str = "",
    operator: User | None = None,
) -> JournalEntry:
    """Add one act to the company's journal; `system` names the author when no member acts; `operator` when one of the network's
    staff does. While an operator stands in for the member, every entry names the operator.

    The entry takes its place in the chain right after the commit (`companies.sealing`).

    Raises:
        KeyError: the act was never registered.

    """
    acts[act]
    work = at_work.get()
    if work is not None and acting is not None:
        operator = work.operator
        work.written += 1
    author = operator.pk if operator else acting.user_id if acting else None
    entry = JournalEntry.objects.create(
        company=company,
        act=act,
        author_id=author,
        author_number=author,
        author_name=(operator_name(operator) if operator else _name_of(acting) if acting else system)[:LONGEST_NAME],
        subject=subject[:200],
        details=details or {},
    )
    transaction.on_commit(partial(sealing.seal, company.pk), robust=True)
    return entry


def _name_of(acting: Member) -> str:
    """The person; of somebody who is lent, also the company that lends."""
    name = acting.user.display_name
    return f"{name} ({acting.lent_by.name})" if acting.lent_by else name


def sentence(entry: JournalEntry) -> str:
    """The act in the reader's language."""
    wording = acts.get(entry.act)
    label = subject_labels.get(entry.act)
    subject = label(entry.subject) if label else entry.subject
    return str(wording).format(subject=subject) if wording else entry.act
