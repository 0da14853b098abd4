"""Two operators who set the same limit at the same instant: one wins, the other is told."""

import pytest

from companies.publication.actions.previews import MOST_LINKS
from network.common.models import SettingChange
from network.home.actions import change_setting
from network.home.exceptions import SetMeanwhile
from tests.connections.test_races import at_once
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_of_two_at_once_one_is_told_and_one_value_stands():
    operators = [UserFactory(is_superuser=True) for _operator in range(4)]

    results = at_once(
        [
            lambda operator=operator, value=value: change_setting(
                operator=operator, setting=MOST_LINKS, value=value, reason="A fair.", seen=0
            )
            for value, operator in enumerate(operators, 30)
        ]
    )

    assert [type(one) for one in results].count(SetMeanwhile) == 3
    assert SettingChange.objects.get().value == MOST_LINKS.now()
