"""Inviting many people at once, from a list."""

from dataclasses import replace

from companies.actions.invitations import invite
from companies.exceptions import AlreadyMember
from companies.models import Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from companies.staffing.lists import Judged, Row, Verdict, judge


def invite_many(*, acting: Member, rows: list[Row]) -> list[Judged]:
    """Invite whom the list names where nothing speaks against it, and say of each row what happened.

    Each row is a transaction of its own, with its own entry in the journal: where the company wants a second person, each
    invitation is a request of its own, and a list sent twice invites nobody twice.

    Raises:
        RoleTooSmall: the acting member invites nobody.

    """
    require(acting, CompanyPermission.MANAGE_STAFF)
    return [_invited(acting, one) if one.is_good else one for one in judge(acting, rows)]


def _invited(acting: Member, one: Judged) -> Judged:
    try:
        invite(acting=acting, email=one.row.email, role=one.role, language=one.row.language.lower())
    except NeedsSecondPerson:
        return replace(one, verdict=Verdict.ASKED)
    except AlreadyMember:  # joined since the list was judged
        return replace(one, verdict=Verdict.ON_STAFF)
    return one
