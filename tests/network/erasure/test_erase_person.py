"""Nothing of an erased person is left that had to go: a canary is looked for in every text of every table, and in the files."""

import pytest
from django.test import Client

from companies.actions.staff import leave
from companies.exceptions import StillOnStaff
from companies.roles import Role
from companies.selectors.journal_proof import prove
from network.accounts.models import User
from network.common.classification import load
from network.common.erasing import erase_person
from network.common.models import Erasure
from network.notifications.actions import notify
from tests.access.world import make_belongings, make_estate
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory
from tests.network.erasure.canary import found_in_database

NAME, ADDRESS = "Quenby Zzyxwarden", "quenby@zzyxwarden.example"
CANARY = "zzyxwarden"


def kept_columns() -> set[tuple[str, str]]:
    """(table, column) of what is declared to stay."""
    return {
        (table.model._meta.db_table, table.model._meta.get_field(name).column)
        for table in load()
        for name in table.kept
    }


@pytest.fixture
def quenby(borg, owner_of, django_capture_on_commit_callbacks) -> User:
    """Owner of Borg beside Bob; has one of everything, and has left."""
    bob = owner_of(borg).user
    SubscriptionFactory(company=borg, slug="business")
    member = MemberFactory(company=borg, role=Role.OWNER, user__name=NAME, user__email=ADDRESS, title=f"Ms {CANARY}")
    with django_capture_on_commit_callbacks(execute=True):
        make_estate(borg, member)
        make_belongings(member.user)
    client = Client()
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    notify([bob], "staff.joined", arguments={"name": NAME, "company": "Borg"}, url="/en/")
    with django_capture_on_commit_callbacks(execute=True):
        leave(acting=member)
    return member.user


def test_whoever_still_acts_for_a_company_is_not_erased(borg, owner_of):
    bob = owner_of(borg).user

    with pytest.raises(StillOnStaff, match="Borg"):
        erase_person(bob)

    assert User.objects.filter(pk=bob.pk).exists()


def test_nothing_of_a_person_is_left_that_had_to_go(quenby, borg, django_capture_on_commit_callbacks):
    number = quenby.pk
    assert ("accounts_user", "name") in found_in_database(CANARY)

    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_person(quenby)

    assert found_in_database(CANARY) - kept_columns() == set()
    assert not User.objects.filter(pk=number).exists()
    assert erased.removed["companies.Claim"] == 1
    assert Erasure.objects.get().number == number
    assert prove(borg.pk).holds
