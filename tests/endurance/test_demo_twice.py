"""Same seed, same network: the whole demonstration built twice."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

from companies.models import SectionRevision
from connections.messaging.models import Message
from connections.models import Connection, Follow

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(600), pytest.mark.django_db]


def built(seed: int) -> list[tuple]:
    with transaction.atomic():
        call_command("demo", seed=seed, stdout=io.StringIO())
        facts = [
            *SectionRevision.objects.exclude(section__kind="team").values_list(
                "section__company__slug", "section__kind", "content"
            ),
            *Follow.objects.values_list("follower__slug", "followed__slug"),
            *Connection.objects.values_list("low__name", "high__name", "kind"),
            *Message.objects.values_list("author_company__slug", "author__name", "text"),
        ]
        transaction.set_rollback(True)
    return sorted(map(repr, facts))


def test_one_seed_makes_one_network_and_another_seed_another():
    assert built(7) == built(7)
    assert built(7) != built(8)
