"""A link stands once both sides have confirmed, and never makes a circle."""

import pytest
from django.db import IntegrityError, transaction

from companies.exceptions import NotAnOperator, RoleTooSmall
from companies.roles import Role
from companies.tree.actions.affiliations import (
    confirm_for_unclaimed,
    confirm_link,
    decline_as_operator,
    decline_link,
    end_link,
    propose_link,
)
from companies.tree.choices import MOST_LEVELS
from companies.tree.exceptions import (
    AlreadyLinked,
    HasParent,
    NoLongerOpen,
    NotYourSide,
    OwnParent,
    TooDeep,
    WasDeclined,
    WouldBeCircle,
)
from companies.tree.models import Affiliation
from network.notifications.models import Notification
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.tree import AffiliationFactory


def acts(company):
    return list(company.journal.order_by("pk").values_list("act", "author_name"))


def news(member):
    return list(Notification.objects.filter(user=member.user).order_by("pk").values_list("kind", flat=True))


def test_the_parent_proposes_and_the_child_confirms(alice, bob, acme, borg):
    link = propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False)
    assert (link.parent, link.child, link.state, link.proposed_by) == (acme, borg, "proposed", "parent")
    assert news(bob) == ["tree.proposed"]

    confirmed = confirm_link(acting=bob, link=link)

    assert (confirmed.state, confirmed.parent_confirmed_by, confirmed.child_confirmed_by) == (
        "confirmed",
        alice.user,
        bob.user,
    )
    assert news(alice) == ["tree.confirmed"]
    assert acts(acme) == [("tree.proposed", "Alice Martin")]
    assert acts(borg) == [("tree.confirmed", "Bob Dupont")]


def test_the_child_proposes_its_parent(bob, acme, borg):
    link = propose_link(acting=bob, company=acme, kind="brand", is_our_parent=True)

    assert (link.parent, link.child, link.proposed_by) == (acme, borg, "child")


def test_nobody_confirms_for_the_other_side(alice, borg):
    link = propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False)

    with pytest.raises(NotYourSide):
        confirm_link(acting=alice, link=link)

    link.refresh_from_db()
    assert link.state == "proposed"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SALES, Role.BILLING, Role.ANALYST])
def test_a_smaller_role_proposes_nothing(acme, borg, role):
    with pytest.raises(RoleTooSmall):
        propose_link(acting=MemberFactory(company=acme, role=role), company=borg, kind="shop", is_our_parent=False)

    assert not Affiliation.objects.exists()


def test_a_company_does_not_belong_to_itself(alice, acme):
    with pytest.raises(OwnParent):
        propose_link(acting=alice, company=acme, kind="shop", is_our_parent=False)


def test_one_link_of_two_companies_at_a_time(alice, bob, acme, borg):
    propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False)

    with pytest.raises(AlreadyLinked):
        propose_link(acting=bob, company=acme, kind="shop", is_our_parent=False)

    assert Affiliation.objects.count() == 1


def test_after_a_decline_only_who_declined_proposes_again(alice, bob, acme, borg):
    decline_link(acting=bob, link=propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False))

    with pytest.raises(WasDeclined):
        propose_link(acting=alice, company=borg, kind="brand", is_our_parent=False)

    assert propose_link(acting=bob, company=acme, kind="brand", is_our_parent=True).state == "proposed"


def test_a_company_has_one_owning_parent_and_may_be_the_brand_of_another(link, borg, bob):
    cyan, delta = CompanyFactory(name="Cyan"), CompanyFactory(name="Delta")

    with pytest.raises(HasParent):
        propose_link(acting=bob, company=cyan, kind="subsidiary", is_our_parent=True)
    brand = propose_link(acting=bob, company=cyan, kind="brand", is_our_parent=True)
    confirm_link(acting=MemberFactory(company=cyan), link=brand)

    with pytest.raises(HasParent):
        propose_link(acting=bob, company=delta, kind="brand", is_our_parent=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AffiliationFactory(child=borg, confirmed=True)


def test_a_circle_is_refused_however_long(link, acme, borg, alice):
    cyan = CompanyFactory(name="Cyan")
    AffiliationFactory(parent=borg, child=cyan, confirmed=True)

    with pytest.raises(WouldBeCircle):
        propose_link(acting=alice, company=cyan, kind="brand", is_our_parent=True)

    assert not Affiliation.objects.proposed().exists()


def test_two_proposals_that_would_close_a_circle_together_cannot_both_be_confirmed(acme, borg, alice, bob):
    cyan = CompanyFactory(name="Cyan")
    carol = MemberFactory(company=cyan)
    first = propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False)
    second = propose_link(acting=bob, company=cyan, kind="shop", is_our_parent=False)
    third = propose_link(acting=carol, company=acme, kind="shop", is_our_parent=False)
    confirm_link(acting=bob, link=first)
    confirm_link(acting=carol, link=second)

    with pytest.raises(WouldBeCircle):
        confirm_link(acting=alice, link=third)

    third.refresh_from_db()
    assert third.state == "proposed"


def test_a_tree_is_never_deeper_than_its_limit(alice, acme):
    bottom = acme
    for _ in range(MOST_LEVELS - 1):
        bottom = AffiliationFactory(parent=bottom, confirmed=True).child

    with pytest.raises(TooDeep):
        propose_link(acting=MemberFactory(company=bottom), company=CompanyFactory(), kind="shop", is_our_parent=False)
    with pytest.raises(TooDeep):
        propose_link(acting=alice, company=CompanyFactory(), kind="shop", is_our_parent=True)


def test_either_side_ends_the_link_and_both_journals_say_so(link, bob, acme, borg, alice):
    end_link(acting=bob, link=link)

    link.refresh_from_db()
    assert (link.state, link.closed_by_side) == ("ended", "child")
    assert acts(borg) == [("tree.ended", "Bob Dupont")]
    assert acts(acme) == [("tree.ended_by_other", "Borg")]
    assert news(alice) == ["tree.ended"]
    with pytest.raises(NoLongerOpen):
        end_link(acting=bob, link=link)


def test_an_operator_confirms_for_an_unclaimed_side_only(alice, operator, borg):
    unclaimed = CompanyFactory(name="Delta", claimed_at=None)
    waiting = propose_link(acting=alice, company=unclaimed, kind="shop", is_our_parent=False)
    claimed = propose_link(acting=alice, company=borg, kind="shop", is_our_parent=False)

    assert confirm_for_unclaimed(operator=operator, link=waiting).state == "confirmed"
    with pytest.raises(NotYourSide):
        confirm_for_unclaimed(operator=operator, link=claimed)
    with pytest.raises(NotAnOperator):
        confirm_for_unclaimed(operator=alice.user, link=claimed)

    assert acts(unclaimed) == [("tree.confirmed", "Comptoir")]


def test_an_operator_declines_what_a_file_says_wrongly(operator):
    link = AffiliationFactory(parent__claimed_at=None, child__claimed_at=None)

    decline_as_operator(operator=operator, link=link)

    link.refresh_from_db()
    assert (link.state, link.closed_by_side) == ("declined", "import")
