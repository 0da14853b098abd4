"""Where roles need a second person, a role of the company's own cannot be widened behind everybody's back."""

import pytest

from companies.actions.custom_roles import change_custom_role, create_role, delete_role, set_ceilings
from companies.actions.staff import change_role
from companies.approvals.actions.deciding import approve_request
from companies.approvals.models import ApprovalRequest
from companies.models import CustomRole
from companies.roles import CompanyPermission, Role
from companies.second_person import NeedsSecondPerson
from tests.factories.companies import MemberFactory

EDIT, BUY = CompanyPermission.EDIT_PAGE, CompanyPermission.BUY


@pytest.fixture
def admin(acme):
    return MemberFactory(company=acme, role=Role.ADMIN)


def test_widening_giving_and_deleting_a_role_and_ceilings_are_held_up(acme, alice, ana, admin, choose, client_of):
    role = create_role(acting=alice, name="Buyer", permissions=[BUY], ceiling_cents=50_000)
    choose(acme, "roles")
    reader = client_of(admin)

    def go_through(attempt, *words: str) -> None:
        with pytest.raises(NeedsSecondPerson):
            attempt()
        request = ApprovalRequest.objects.pending().get()
        page = reader.get(request.get_absolute_url()).content.decode()
        assert all(word in page for word in words)
        assert approve_request(acting=admin, request=request).state == "approved"

    wider = {"name": "Buyer", "permissions": [BUY, EDIT], "ceiling_cents": None}
    go_through(
        lambda: change_custom_role(acting=alice, role=role, **wider),
        "change what the role Buyer may do",
        "without limit",
    )
    assert CustomRole.objects.get().held == {BUY, EDIT}
    go_through(lambda: change_role(acting=alice, member=ana, role=role), "<del>Editor</del> <ins>Buyer</ins>")
    go_through(
        lambda: delete_role(acting=alice, role=role, replacement=Role.SALES), "<del>Buyer</del> <ins>Sales</ins>"
    )
    ana.refresh_from_db()
    assert (ana.role, CustomRole.objects.count()) == (Role.SALES, 0)
    go_through(lambda: set_ceilings(acting=alice, ceilings={Role.BILLING: 100_00}), "Billing", "<ins>€100</ins>")
    acme.refresh_from_db()
    assert acme.ceiling_of(Role.BILLING) == 100_00


def test_the_page_of_ceilings_leads_to_the_request(acme, alice, admin, choose, client_of):
    choose(acme, "roles")

    answer = client_of(alice).post("/en/page/staff/roles/ceilings/", {"billing": "100"}, follow=True)

    assert answer.redirect_chain[-1][0] == ApprovalRequest.objects.get().get_absolute_url()
