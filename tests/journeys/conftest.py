"""The demonstration network, made once for all tests of a module."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from network.accounts.models import DemoAccount


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration network of seed 1, rolled back at the end."""
    from django.conf import settings

    former, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", seed=1, stdout=io.StringIO())
        yield {account.user.email: account for account in DemoAccount.objects.select_related("user")}
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = former


@pytest.fixture
def clients(demonstration, db) -> dict[str, Client]:
    """One signed-in client per demonstration account, and a visitor."""
    made = {"visitor": Client()}
    for email, account in demonstration.items():
        made[email] = Client()
        made[email].force_login(account.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made
