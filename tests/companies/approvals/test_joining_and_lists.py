"""Lists of invitations and requests to join wait for the second person too."""

import pytest

from companies.approvals.actions.deciding import approve_request
from companies.approvals.models import ApprovalRequest
from companies.gated_acts import ROLES
from companies.models import Invitation, Member
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.staffing.actions import joining
from companies.staffing.actions.bulk import invite_many
from companies.staffing.lists import read_rows
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory


@pytest.fixture
def boss(acme, alice, choose) -> Member:
    """A second owner, who approves."""
    member = MemberFactory(company=acme, role=Role.OWNER)
    choose(acme, ROLES)
    return member


def test_whoever_asked_to_join_is_let_in_once_approved(acme, alice, boss):
    asked = joining.ask_to_join(user=UserFactory(), company=acme)

    with pytest.raises(NeedsSecondPerson):
        joining.accept_request(acting=alice, request=asked, role=Role.EDITOR)
    assert not Member.objects.filter(user=asked.user).exists()

    approve_request(acting=boss, request=ApprovalRequest.objects.get())
    assert Member.objects.get(user=asked.user).role == Role.EDITOR


def test_each_invitation_of_a_list_waits(alice, boss):
    judged = invite_many(acting=alice, rows=read_rows("a@acme.fr;editor\nb@acme.fr;sales"))

    assert [str(one.verdict) for one in judged] == ["asked", "asked"]
    assert not Invitation.objects.exists()
    assert ApprovalRequest.objects.count() == 2
