"""Roles: what a member may do follows from one table, and guardian's rows equal it after every change."""

import pytest

from companies.actions import staff
from companies.exceptions import LastOwner, NotAllowedToChange, RoleTooSmall
from companies.models import Member
from companies.roles import GRANTS, CompanyPermission, Role
from network.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory


def fresh(user: User) -> User:
    """The person without what guardian remembered about him."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("permission", CompanyPermission.values)
@pytest.mark.parametrize("role", Role.values)
def test_guardian_answers_what_the_table_of_roles_says(role, permission, acme, borg, owner_of):
    member = staff.add_member(company=acme, user=UserFactory(), role=Role.ANALYST)

    staff.change_role(acting=owner_of(acme), member=member, role=role)

    assert fresh(member.user).has_perm(f"companies.{permission}", acme) is (permission in GRANTS[role])
    assert not fresh(member.user).has_perm(f"companies.{permission}", borg)


@pytest.mark.parametrize("permission", CompanyPermission.values)
def test_a_removed_member_keeps_no_permission(permission, acme, owner_of):
    member = staff.add_member(company=acme, user=UserFactory(), role=Role.ADMIN)

    staff.remove_member(acting=owner_of(acme), member=member)

    assert not fresh(member.user).has_perm(f"companies.{permission}", acme)


def test_a_role_is_written_in_the_journal(acme, owner_of):
    member = staff.add_member(company=acme, user=UserFactory(name="Dan Petit"), role=Role.SALES)

    staff.change_role(acting=owner_of(acme), member=member, role=Role.EDITOR)

    entry = acme.journal.first()
    assert (entry.act, entry.author_name, entry.subject) == ("staff.role_changed", "Alice Martin", "Dan Petit")
    assert entry.details == {"former_role": "sales", "role": "editor"}


def test_an_administrator_cannot_mint_an_owner(acme):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(NotAllowedToChange):
        staff.change_role(acting=admin, member=editor, role=Role.OWNER)

    assert Member.objects.get(pk=editor.pk).role == Role.EDITOR


def test_an_administrator_cannot_lower_or_remove_an_owner(acme, owner_of):
    admin = MemberFactory(company=acme, role=Role.ADMIN)

    with pytest.raises(NotAllowedToChange):
        staff.change_role(acting=admin, member=owner_of(acme), role=Role.EDITOR)
    with pytest.raises(NotAllowedToChange):
        staff.remove_member(acting=admin, member=owner_of(acme))

    assert owner_of(acme).role == Role.OWNER


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SALES, Role.BILLING, Role.ANALYST])
def test_smaller_roles_change_nobody(role, acme):
    small = MemberFactory(company=acme, role=role)
    other = MemberFactory(company=acme, role=Role.ANALYST)

    with pytest.raises(RoleTooSmall):
        staff.change_role(acting=small, member=other, role=Role.EDITOR)
    with pytest.raises(RoleTooSmall):
        staff.remove_member(acting=small, member=other)

    assert Member.objects.active().get(pk=other.pk).role == Role.ANALYST


def test_a_member_of_another_company_is_out_of_reach(acme, borg, owner_of):
    with pytest.raises(NotAllowedToChange):
        staff.change_role(acting=owner_of(acme), member=owner_of(borg), role=Role.EDITOR)

    assert owner_of(borg).role == Role.OWNER


def test_the_last_owner_cannot_lower_himself(acme, owner_of):
    owner = owner_of(acme)

    with pytest.raises(LastOwner):
        staff.change_role(acting=owner, member=owner, role=Role.ADMIN)

    assert owner_of(acme).role == Role.OWNER
    assert acme.journal.count() == 0


def test_the_last_owner_cannot_leave(acme, owner_of):
    with pytest.raises(LastOwner):
        staff.leave(acting=owner_of(acme))

    assert owner_of(acme).ended_at is None


def test_one_of_two_owners_may_leave(acme, owner_of):
    alice = owner_of(acme)
    MemberFactory(company=acme, role=Role.OWNER)

    staff.leave(acting=alice)

    assert Member.objects.get(pk=alice.pk).ended_at is not None
    assert acme.journal.first().act == "staff.left"
