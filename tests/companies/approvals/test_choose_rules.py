"""Choosing what needs a second person: never so that one is locked out, and never by one where roles are chosen."""

import pytest

from companies.approvals.actions.deciding import approve_request
from companies.approvals.actions.rules import set_rules
from companies.approvals.exceptions import NobodyElse
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.exceptions import RoleTooSmall
from companies.models import JournalEntry
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from tests.factories.companies import MemberFactory

CHOICE = "/en/page/second-person/choice/"


def chosen() -> list[tuple[str, int]]:
    return list(ApprovalRule.objects.order_by("kind").values_list("kind", "hours"))


def test_an_owner_chooses(acme, alice, ana, client_of):
    browser = client_of(alice)

    answer = browser.post(CHOICE, {"kinds": ["page"], "hours": "24", "deputy": ana.pk}, follow=True)

    assert "Saved: this is what needs a second person from now on." in answer.content.decode()
    assert chosen() == [("page", 24)]
    assert ApprovalRule.objects.get().deputy == ana
    assert JournalEntry.objects.get().subject == "page"


def test_whoever_is_alone_is_told_so_and_nothing_typed_is_lost(acme, alice, client_of):
    answer = client_of(alice).post(CHOICE, {"kinds": ["page", "roles"], "hours": "24"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nobody but you could approve: The page and Staff and roles." in page
    assert 'value="24"' in page
    assert page.count("checked") == 2
    assert chosen() == []


def test_an_editor_does_not_choose(ana):
    with pytest.raises(RoleTooSmall):
        set_rules(acting=ana, kinds=["page"], deputy=None, hours=72)

    assert chosen() == []


def test_once_roles_are_chosen_nobody_turns_it_off_alone(acme, alice, choose):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    choose(acme, "page", "roles")

    with pytest.raises(NeedsSecondPerson):
        set_rules(acting=alice, kinds=[], deputy=None, hours=72)
    assert chosen() == [("page", 72), ("roles", 72)]
    decided = approve_request(acting=admin, request=ApprovalRequest.objects.get())

    assert decided.state == "approved"
    assert chosen() == []


def test_a_second_kind_is_refused_to_whoever_is_alone_with_it(acme, alice, ana, choose):
    choose(acme, "page")

    with pytest.raises(NobodyElse):
        set_rules(acting=alice, kinds=["page", "identity"], deputy=None, hours=72)

    assert chosen() == [("page", 72)]


def test_hours_have_bounds(acme, alice, ana, client_of):
    answer = client_of(alice).post(CHOICE, {"kinds": ["page"], "hours": "0"})

    assert answer.status_code == 422
    assert "Give a number of hours between 1 and 720, for example 72." in answer.content.decode()
    assert chosen() == []
