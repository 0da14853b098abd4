"""Staff of the parent act for the child where its owner allows it, and not a request longer."""

import pytest

from companies.actions import staff
from companies.actions.sections import save_section
from companies.approvals.actions.deciding import approve_request
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.exceptions import AlreadyMember, IsLent, RoleTooSmall
from companies.models import Member
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.tree.actions.affiliations import end_link
from companies.tree.actions.delegations import grant_to_parent, lend_colleague, recall_colleague
from companies.tree.exceptions import NotLent, NotOurStaff, NotYourSide, RoleTooLarge
from companies.tree.models import Delegation, Loan
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.tree import AffiliationFactory


@pytest.fixture
def eve(acme):
    """An editor of the parent."""
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Eve Petit")


@pytest.fixture
def granted(link, bob):
    return grant_to_parent(acting=bob, link=link, roles=["editor", "analyst"])


@pytest.fixture
def loan(granted, link, alice, eve):
    return lend_colleague(acting=alice, link=link, colleague=eve, role="editor")


def acts_for(user, company):
    return Member.objects.active().filter(user=user, company=company).exists()


def test_a_lent_colleague_acts_in_the_granted_role_and_the_journal_names_both(loan, borg, eve):
    member = Member.objects.active().get(user=eve.user, company=borg)
    save_section(acting=member, kind="presentation", content={"text": "Hello."}, base_version=0)

    assert (member.role, member.lent_by) == ("editor", eve.company)
    assert list(borg.journal.order_by("pk").values_list("act", "author_name")) == [
        ("tree.granted", "Bob Dupont"),
        ("staff.joined", "Eve Petit (Acme)"),
        ("page.section_saved", "Eve Petit (Acme)"),
    ]
    assert eve.company.journal.get(act="tree.lent").subject == "Eve Petit → Borg"


def test_without_a_grant_nothing_of_the_child_is_reachable(link, alice, eve, borg, client_of):
    with pytest.raises(NotLent):
        lend_colleague(acting=alice, link=link, colleague=eve, role="editor")

    browser = client_of(eve)
    assert not acts_for(eve.user, borg)
    assert browser.post("/en/act-for/", {"company": borg.pk}).status_code == 404
    assert browser.get(f"/en/page/group/{link.pk}/lend/").status_code == 403
    assert client_of(alice).get(f"/en/page/group/{link.pk}/grant/").status_code == 404


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN, Role.SALES])
def test_only_a_granted_role_is_lent(granted, link, alice, borg, role):
    with pytest.raises(NotLent):
        lend_colleague(acting=alice, link=link, colleague=alice, role=role)

    assert not acts_for(alice.user, borg)


def test_an_owner_is_never_granted(link, bob):
    assert grant_to_parent(acting=bob, link=link, roles=["owner"]) is None
    assert not Delegation.objects.exists()


def test_nobody_holds_more_there_than_at_home(granted, link, alice, acme):
    analyst = MemberFactory(company=acme, role=Role.ANALYST)

    with pytest.raises(RoleTooLarge):
        lend_colleague(acting=alice, link=link, colleague=analyst, role="editor")

    assert not Loan.objects.exists()


def test_only_the_childs_owner_grants_and_only_the_parents_owner_names(granted, link, alice, bob, borg, eve):
    with pytest.raises(NotYourSide):
        grant_to_parent(acting=alice, link=link, roles=["admin"])
    with pytest.raises(RoleTooSmall):
        grant_to_parent(acting=MemberFactory(company=borg, role=Role.ADMIN), link=link, roles=["admin"])
    with pytest.raises(NotYourSide):
        lend_colleague(acting=bob, link=link, colleague=bob, role="editor")

    granted.refresh_from_db()
    assert granted.roles == ["editor", "analyst"]


def test_somebody_lent_is_not_lent_on(loan, borg, bob, eve):
    cyan = CompanyFactory(name="Cyan")
    below = AffiliationFactory(parent=borg, child=cyan, confirmed=True)
    grant_to_parent(acting=MemberFactory(company=cyan), link=below, roles=["editor"])

    with pytest.raises(NotOurStaff):
        lend_colleague(acting=bob, link=below, colleague=loan.member, role="editor")

    assert not acts_for(eve.user, cyan)


def test_who_is_on_the_childs_staff_already_is_not_lent(granted, link, alice, borg, eve):
    MemberFactory(company=borg, user=eve.user, role=Role.ANALYST)

    with pytest.raises(AlreadyMember):
        lend_colleague(acting=alice, link=link, colleague=eve, role="editor")


def end_by_link(loan, alice, bob, eve, link):
    end_link(acting=bob, link=link)


def end_by_revoking(loan, alice, bob, eve, link):
    grant_to_parent(acting=bob, link=link, roles=[])


def end_by_narrowing(loan, alice, bob, eve, link):
    grant_to_parent(acting=bob, link=link, roles=["analyst"])


def end_by_recalling(loan, alice, bob, eve, link):
    recall_colleague(acting=alice, loan=loan)


def end_by_leaving_the_parent(loan, alice, bob, eve, link):
    staff.leave(acting=eve)


def end_by_removal_from_the_parent(loan, alice, bob, eve, link):
    staff.remove_member(acting=alice, member=eve)


def end_by_a_smaller_role_at_home(loan, alice, bob, eve, link):
    staff.change_role(acting=alice, member=eve, role=Role.ANALYST)


def end_by_the_child(loan, alice, bob, eve, link):
    staff.remove_member(acting=bob, member=loan.member)


def end_by_going(loan, alice, bob, eve, link):
    staff.leave(acting=loan.member)


@pytest.mark.parametrize(
    "end",
    [
        end_by_link,
        end_by_revoking,
        end_by_narrowing,
        end_by_recalling,
        end_by_leaving_the_parent,
        end_by_removal_from_the_parent,
        end_by_a_smaller_role_at_home,
        end_by_the_child,
        end_by_going,
    ],
)
def test_every_ending_takes_effect_at_once(loan, alice, bob, eve, link, borg, client_of, end):
    browser = client_of(eve)
    assert "You now act for Borg" in browser.post("/en/act-for/", {"company": borg.pk}, follow=True).content.decode()

    end(loan, alice, bob, eve, link)

    assert not acts_for(eve.user, borg)
    assert not borg.companyuserpermission_set.filter(user=eve.user).exists()
    told = browser.post("/en/act-for/", {"company": borg.pk}, follow=True)
    assert told.status_code == 404 or "You are no longer on the staff of Borg" in told.content.decode()
    assert "Borg" not in browser.get("/en/page/staff/").content.decode()


def test_a_larger_role_at_home_ends_nothing(loan, alice, eve, borg):
    staff.change_role(acting=alice, member=eve, role=Role.ADMIN)

    assert acts_for(eve.user, borg)


def test_the_child_does_not_change_the_role_of_somebody_lent(loan, bob):
    with pytest.raises(IsLent):
        staff.change_role(acting=bob, member=loan.member, role=Role.OWNER)

    loan.member.refresh_from_db()
    assert loan.member.role == "editor"


def test_where_roles_need_a_second_person_the_parent_is_let_in_by_two(link, bob, borg):
    admin = MemberFactory(company=borg, role=Role.ADMIN)
    ApprovalRule.objects.create(company=borg, kind="roles")

    with pytest.raises(NeedsSecondPerson):
        grant_to_parent(acting=bob, link=link, roles=["editor"])
    request = ApprovalRequest.objects.get()
    shown = request.gated.differences(borg, request.payload)

    assert not Delegation.objects.exists()
    assert [str(line.html) for line in shown] == ["<ins>Editor</ins>"]
    assert approve_request(acting=admin, request=request).state == "approved"
    assert Delegation.objects.get().roles == ["editor"]
    assert grant_to_parent(acting=bob, link=link, roles=[]) is None, "taking back needs nobody else"


def test_a_grant_that_waited_until_the_link_ended_is_overtaken(link, bob, borg):
    admin = MemberFactory(company=borg, role=Role.ADMIN)
    ApprovalRule.objects.create(company=borg, kind="roles")
    with pytest.raises(NeedsSecondPerson):
        grant_to_parent(acting=bob, link=link, roles=["editor"])
    end_link(acting=bob, link=link)

    assert approve_request(acting=admin, request=ApprovalRequest.objects.get()).state == "overtaken"
    assert not Delegation.objects.exists()
