"""When the staff of a parent changes, what it lends ends in the same transaction."""

from typing import Any

from companies.models import Member
from companies.signals import member_left, role_changed
from companies.tree.actions.delegations import end_loans_of
from network.common.signals import witness


@witness(member_left)
@witness(role_changed)
def end_what_is_lent(member: Member, **_: Any) -> None:
    """A right lent through the parent must not outlive the right at the parent by a single request."""
    end_loans_of(member)
