"""Nothing of an erased person is left that had to go: a canary is put into every column about a person, and looked for everywhere."""

from pathlib import Path

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from companies.actions.staff import leave
from companies.exceptions import StillOnStaff
from companies.roles import Role
from companies.selectors.journal_proof import prove
from network.accounts.models import User
from network.common.classification import load
from network.common.erasing import erase_person
from network.common.models import Erasure
from network.common.storage import PrivateStorage
from network.notifications.actions import notify
from tests.access.world import make_belongings, make_estate
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory
from tests.network.erasure.canary import Planter, found_in_cache, found_in_database, found_in_files

NAME, ADDRESS = "Quenby Zzyxwarden", "quenby@zzyxwarden.example"
CANARY = "zzyxwarden"
FILES = "django.core.mail.backends.filebased.EmailBackend"
NEVER_CHANGED = {"companies.JournalEntry", "invoices.Invoice", "sessions.Session"}
"""Triggers refuse a changed row, a session is signed: the acts of the person write him there."""


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


@pytest.fixture
def planted(quenby, settings, tmp_path) -> set[tuple[str, str]]:
    """The canary in every text column about a person, of every table; what no act of his has filled is filled by hand."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    EmailMessage(subject="Your account", body=f"Dear {NAME}", to=[ADDRESS]).send()
    planter, columns = Planter(quenby, f"{NAME} ({ADDRESS})", ADDRESS), set()
    for table in load():
        if table.label not in NEVER_CHANGED:
            columns |= planter.plant(table, table.person, CANARY)
    User.objects.filter(pk=quenby.pk).update(name=NAME, email=ADDRESS)
    return columns


def test_nothing_of_a_person_is_left_that_had_to_go(
    quenby, planted, borg, tmp_path, settings, django_capture_on_commit_callbacks
):
    number, folders = quenby.pk, (settings.MEDIA_ROOT, PrivateStorage().location, tmp_path)
    cache.set("greeting", f"Dear {NAME}")
    before, files_before = found_in_database(CANARY), found_in_files(CANARY, *folders)
    assert sorted(planted - before) == []
    assert len(planted) > 40
    assert {Path(file).suffix for file in files_before} == {".txt", ".log"}, "uploads and mails"

    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_person(User.objects.get(pk=number))

    assert found_in_database(CANARY) - kept_columns() == set()
    assert {Path(file).name for file in found_in_files(CANARY, *folders)} == {f"{CANARY}-verification.paperproof.txt"}
    assert found_in_cache(CANARY) == set()
    assert not User.objects.filter(pk=number).exists()
    assert erased.removed["companies.Claim"] == 1
    assert Erasure.objects.get().number == number
    assert not any(session.get_decoded().get(SESSION_KEY) == str(number) for session in Session.objects.all())
    assert prove(borg.pk).holds
