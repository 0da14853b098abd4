"""Roles a company makes for itself: built from what one holds, followed at once by all who have them."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.actions import custom_roles, invitations, staff
from companies.exceptions import (
    BeyondOwnRights,
    RoleIsHeld,
    RoleNameTaken,
    RoleTooSmall,
    RoleWithoutPermission,
    TooManyRoles,
)
from companies.models import CompanyUserPermission, CustomRole, Invitation, Member
from companies.permissions import may, require
from companies.roles import CompanyPermission, Role
from companies.staff_selectors import power_matrix
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory

P = CompanyPermission


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def trainee(alice):
    return custom_roles.create_role(acting=alice, name="Trainee", permissions=[P.READ_MESSAGES, P.READ_JOURNAL])


def guardian_rows(member):
    rows = CompanyUserPermission.objects.filter(user=member.user, content_object=member.company)
    return set(rows.values_list("permission__codename", flat=True))


def test_a_member_with_a_role_of_our_own_may_do_what_it_says(acme, alice, trainee):
    dan = staff.add_member(company=acme, user=UserFactory(), role=trainee, acting=alice)

    loaded = Member.objects.of_user(dan.user).get()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [may(loaded, P.READ_MESSAGES), may(loaded, P.EDIT_PAGE)] == [True, False]
    assert len(queries) == 0
    assert guardian_rows(dan) == {"read_messages", "read_journal"}
    assert dan in Member.objects.allowed(P.READ_MESSAGES)
    assert dan not in Member.objects.allowed(P.BUY)


def test_a_changed_role_counts_at_once_for_all_who_have_it(acme, alice, trainee, django_capture_on_commit_callbacks):
    holders = [staff.add_member(company=acme, user=UserFactory(), role=trainee) for _ in range(2)]

    custom_roles.change_custom_role(acting=alice, role=trainee, name="Trainee", permissions=[P.EDIT_PAGE])

    assert [guardian_rows(holder) for holder in holders] == [{"edit_page"}, {"edit_page"}]
    assert all(may(Member.objects.of_user(holder.user).get(), P.EDIT_PAGE) for holder in holders)
    entry = acme.journal.first()
    assert (entry.act, entry.subject, entry.author_name) == ("staff.role_defined", "Trainee", "Alice Martin")


def test_nobody_puts_more_into_a_role_than_he_holds(acme, alice):
    hr = custom_roles.create_role(acting=alice, name="People", permissions=[P.MANAGE_STAFF, P.READ_JOURNAL])
    eve = staff.add_member(company=acme, user=UserFactory(), role=hr)
    dan = MemberFactory(company=acme, role=Role.ANALYST)

    with pytest.raises(BeyondOwnRights):
        custom_roles.create_role(acting=eve, name="Buyer", permissions=[P.BUY])
    with pytest.raises(BeyondOwnRights):
        custom_roles.change_custom_role(acting=eve, role=hr, name="People", permissions=[P.MANAGE_STAFF, P.BUY])
    with pytest.raises(BeyondOwnRights):
        staff.change_role(acting=eve, member=eve, role=Role.ADMIN)
    with pytest.raises(BeyondOwnRights):
        staff.change_role(acting=eve, member=dan, role=hr)  # an analyst reads messages, she does not
    with pytest.raises(BeyondOwnRights):
        invitations.invite(acting=eve, email="new@acme.example", role=Role.SALES)

    assert CustomRole.objects.get().held == {"manage_staff", "read_journal"}
    assert Member.objects.get(pk=dan.pk).role == Role.ANALYST
    assert not Invitation.objects.exists()


def test_no_role_of_our_own_names_owners(acme, alice):
    role = custom_roles.create_role(acting=alice, name="Chief", permissions=P.values)

    assert P.APPOINT_OWNER not in role.held
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomRole.objects.create(company=acme, name="Twin owner", permissions={"appoint_owner": True})


@pytest.mark.parametrize("name", ["Trainee", "trainee ", "Owner", "propriétaire"])
def test_a_name_that_would_be_mistaken_is_refused(alice, trainee, name):
    with pytest.raises(RoleNameTaken):
        custom_roles.create_role(acting=alice, name=name, permissions=[P.BUY])

    assert CustomRole.objects.get() == trainee


def test_a_role_needs_a_permission_and_a_company_has_twelve_roles(alice):
    with pytest.raises(RoleWithoutPermission):
        custom_roles.create_role(acting=alice, name="Nothing", permissions=[P.APPOINT_OWNER])
    for number in range(custom_roles.MOST_ROLES):
        custom_roles.create_role(acting=alice, name=f"Role {number}", permissions=[P.BUY])

    with pytest.raises(TooManyRoles):
        custom_roles.create_role(acting=alice, name="One more", permissions=[P.BUY])
    assert CustomRole.objects.count() == custom_roles.MOST_ROLES


def test_only_who_manages_the_staff_makes_roles(acme):
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(RoleTooSmall):
        custom_roles.create_role(acting=editor, name="Trainee", permissions=[P.EDIT_PAGE])

    assert not CustomRole.objects.exists()


def test_who_is_refused_learns_of_our_own_roles_that_would_do(acme, alice):
    custom_roles.create_role(acting=alice, name="Night shift", permissions=[P.EDIT_PAGE])

    with pytest.raises(RoleTooSmall, match="Owner, Administrator, Editor, Night shift"):
        require(MemberFactory(company=acme, role=Role.ANALYST), P.EDIT_PAGE)


def test_a_deleted_role_asks_what_its_holders_get(acme, alice, trainee):
    dan = staff.add_member(company=acme, user=UserFactory(), role=trainee)
    invitation = invitations.invite(acting=alice, email="new@acme.example", role=trainee)

    with pytest.raises(RoleIsHeld):
        custom_roles.delete_role(acting=alice, role=trainee)
    custom_roles.delete_role(acting=alice, role=trainee, replacement=Role.SALES)

    assert Member.objects.get(pk=dan.pk).given_role == Role.SALES
    assert guardian_rows(dan) == {"connect", "read_messages", "write_messages", "read_journal"}
    invitation.refresh_from_db()
    assert invitation.given_role == Role.SALES
    assert acme.journal.first().act == "staff.role_deleted"


def test_a_role_only_of_people_who_left_is_deleted_without_a_question(acme, alice, trainee):
    dan = staff.add_member(company=acme, user=UserFactory(), role=trainee)
    staff.remove_member(acting=alice, member=dan)

    custom_roles.delete_role(acting=alice, role=trainee)

    assert not CustomRole.objects.exists()
    assert not guardian_rows(dan)


def test_roles_of_another_company_are_out_of_reach(borg, owner_of, alice, trainee):
    with pytest.raises(CustomRole.DoesNotExist):
        custom_roles.delete_role(acting=owner_of(borg), role=trainee)
    with pytest.raises(BeyondOwnRights):
        staff.change_role(acting=owner_of(borg), member=owner_of(borg), role=trainee)

    assert CustomRole.objects.get() == trainee


def test_the_table_of_rights_shows_our_own_roles(alice, trainee):
    matrix = power_matrix(alice)

    assert [column.name for column in matrix.columns][-2:] == ["Analyst", "Trainee"]
    held = {power.permission: power.held[-1][1] for power in matrix.powers}
    assert {permission for permission, is_held in held.items() if is_held} == trainee.held


def test_an_administrator_with_a_ceiling_lifts_it_nowhere(acme, alice):
    custom_roles.set_ceilings(acting=alice, ceilings={Role.ADMIN: 100_000, Role.BILLING: 50_000})
    admin = MemberFactory(company=acme, role=Role.ADMIN)

    with pytest.raises(BeyondOwnRights):
        custom_roles.set_ceilings(acting=admin, ceilings={Role.ADMIN: None, Role.BILLING: 50_000})
    with pytest.raises(BeyondOwnRights):
        custom_roles.create_role(acting=admin, name="Buyer", permissions=[P.BUY])
    custom_roles.create_role(acting=admin, name="Buyer", permissions=[P.BUY], ceiling_cents=100_000)

    acme.refresh_from_db()
    assert [acme.ceiling_of(role) for role in (Role.OWNER, Role.ADMIN, Role.BILLING)] == [None, 100_000, 50_000]
    assert [entry.act for entry in acme.journal.all()] == ["staff.role_created", "staff.ceilings_set"]


def test_the_pages_make_change_and_delete_a_role(acme, alice, client_of):
    browser = client_of(alice)
    page = "/en/page/staff/roles/"

    browser.post(f"{page}add/", {"name": "Trainee", "permissions": ["buy"], "ceiling": "500"})
    role = CustomRole.objects.get()
    assert (role.name, role.held, role.spending_ceiling_cents) == ("Trainee", {"buy"}, 50_000)
    dan = MemberFactory(company=acme, role="", custom_role=role, user__name="Dan Petit")

    shown = browser.get("/en/page/staff/").content.decode()
    assert f'<a href="{page}{role.pk}/">Trainee</a>' in shown
    assert "€500" in shown
    taken = browser.post(f"{page}add/", {"name": "trainee", "permissions": ["buy"]})
    assert taken.status_code == 409
    assert "There is a role called “trainee” already." in taken.content.decode()
    assert "Dan Petit" in browser.get(f"{page}{role.pk}/").content.decode()
    browser.post(f"{page}{role.pk}/", {"name": "Trainees", "permissions": ["read_journal"]})
    assert Member.objects.get(pk=dan.pk).role_name == "Trainees"
    assert "Dan Petit" in browser.get(f"{page}{role.pk}/delete/").content.decode()
    browser.post(f"{page}{role.pk}/delete/", {"replacement": "editor"})
    assert Member.objects.get(pk=dan.pk).given_role == "editor"
    browser.post(f"{page}ceilings/", {"admin": "", "billing": "990"})
    acme.refresh_from_db()
    assert acme.spending_ceilings == {"billing": 99_000}


def test_an_administrator_is_told_why_he_may_not_change_a_larger_role(acme, alice, client_of):
    custom_roles.set_ceilings(acting=alice, ceilings={Role.ADMIN: 1})
    role = custom_roles.create_role(acting=alice, name="Buyer", permissions=[P.BUY])
    admin = client_of(MemberFactory(company=acme, role=Role.ADMIN))

    assert "ask an owner to change it" in admin.get(f"/en/page/staff/roles/{role.pk}/").content.decode()
    refused = admin.post("/en/page/staff/roles/ceilings/", {"admin": ""})
    assert refused.status_code == 403
    assert CustomRole.objects.get(pk=role.pk).spending_ceiling_cents is None
