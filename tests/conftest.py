"""Actors and servers of the tests: Acme buys, Borg sells, Cyan competes."""

import itertools
import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.signals import template_rendered
from django.utils import translation

from companies.models import Company, Member
from companies.roles import Role
from network.common import outbox
from tests import prepared
from tests.environment import ROOT
from tests.everything import NEEDS_SERVERS


def pytest_sessionstart(session):
    """Fonts, styles and translations are built before anything is rendered."""
    if not hasattr(session.config, "workerinput"):
        call_command("build_assets", verbosity=0)


_rendered: set[str] = set()


def _remember_template(sender, template, **kwargs):
    _rendered.add(getattr(template.origin, "name", ""))


template_rendered.connect(_remember_template)


def pytest_sessionfinish(session, exitstatus):
    """Leave the names of the rendered templates to `tests/everything.py`."""
    ours = [os.path.relpath(name, ROOT) for name in _rendered if name.startswith(str(ROOT))]
    if ours:
        folder = ROOT / "var" / "test" / "rendered"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{os.getpid()}-{connection.vendor}").write_text("\n".join(sorted(ours)))


def _has_just_proven_himself(sender, request, user, **kwargs):
    """Who is signed in by a test, past every page, has just typed his password; the pages of allauth write this down themselves."""
    if "REQUEST_METHOD" not in request.META:
        proof = {"method": "password", "at": time.time(), "reauthenticated": True}
        request.session["account_authentication_methods"] = [proof]
        request.session["account_authentication_methods_user"] = str(user.pk)


user_logged_in.connect(_has_just_proven_himself)


def pytest_configure(config):
    """The test database is named by the migrations it was made of; Django finds it made (`--reuse-db`) and migrates nothing."""
    from django.conf import settings

    digest = prepared.fingerprint()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = str(Path(os.environ["COMPTOIR_VAR"]) / f"test-{digest}.sqlite3")
    else:
        name = f"test_{database['NAME']}_{digest}"
    database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Each worker begins with a copy of the migrated database instead of migrating its own."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    prepared.give_test_database(database["ENGINE"], database["TEST"]["NAME"])
    connection.creation.create_test_db = _open_the_copy


def _open_the_copy(**_asked: Any) -> str:
    """Instead of Django's, which migrates once more what was copied migrated."""
    name = connection.settings_dict["TEST"]["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    return name


_is_written = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What a test has committed stays in its database; the next test begins with a fresh copy, migrated data included."""
    global _is_written  # noqa: PLW0603 - of this process, as the database is
    if _is_written:
        connection.close()
        prepared.give_test_database(connection.settings_dict["ENGINE"], connection.settings_dict["NAME"])
    marker = item.get_closest_marker("django_db")
    _is_written = bool(marker and marker.kwargs.get("transaction"))


# Instead of emptying every table and filling some again, which takes four times as long as the copy.
TransactionTestCase._fixture_teardown = lambda self: None


_media_numbers = itertools.count()


@pytest.fixture(autouse=True)
def media_in_a_temporary_folder(settings, tmp_path_factory):
    """A name of the test's own; the folder is made by the first file in it, as few tests have one."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media" / str(next(_media_numbers))


@pytest.fixture(autouse=True)
def language_of_the_house(settings):
    """A request leaves its language active in the thread; the next test begins in English all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def acme(db) -> Company:
    """A merchant with an owner: Alice."""
    from tests.factories.companies import CompanyFactory, MemberFactory

    company = CompanyFactory(name="Acme", slug="acme", category="merchant", country="FR")
    MemberFactory(company=company, role=Role.OWNER, user__email="alice@acme.example", user__name="Alice Martin")
    return company


@pytest.fixture
def borg(db) -> Company:
    """A provider without a pack, with an owner: Bob."""
    from tests.factories.companies import CompanyFactory, MemberFactory

    company = CompanyFactory(name="Borg", slug="borg", category="provider", country="FR")
    MemberFactory(company=company, role=Role.OWNER, user__email="bob@borg.example", user__name="Bob Dupont")
    return company


@pytest.fixture
def cyan(db) -> Company:
    """A competing provider, with an owner: Carol."""
    from tests.factories.companies import CompanyFactory, MemberFactory

    company = CompanyFactory(name="Cyan", slug="cyan", category="provider", country="ES")
    MemberFactory(company=company, role=Role.OWNER, user__email="carol@cyan.example", user__name="Carol Ruiz")
    return company


@pytest.fixture
def owner_of() -> Callable[[Company], Member]:
    """The owner's membership of a company."""
    return lambda company: company.members.select_related("user", "company").get(role=Role.OWNER, ended_at=None)


@pytest.fixture
def client_of() -> Callable[[Member], Client]:
    """A browser-like client signed in as the member and acting for the member's company."""

    def client(member: Member) -> Client:
        made = Client()
        made.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = made.session
        session["acting_for"] = member.company_id
        session.save()
        return made

    return client


@pytest.fixture
def relay_outbox(django_capture_on_commit_callbacks) -> Callable[[], int]:
    """Do what the outbox holds, as the worker would."""

    def relay() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return outbox.relay()

    return relay


def pytest_collection_modifyitems(config, items):
    """A test that needs a server which is not there is skipped and names it; REQUIRE_SERVICES=1 makes that a failure."""
    from tests.outside_parts import missing_parts

    for item in items:
        if item.get_closest_marker("any_database") and any(map(item.get_closest_marker, NEEDS_SERVERS)):
            raise pytest.UsageError(f"{item.nodeid} is for any database and for servers: no pass would play it")
    if connection.vendor == "postgresql":
        played = [item for item in items if item.get_closest_marker("any_database")]
        config.hook.pytest_deselected(items=played)
        items[:] = [item for item in items if not item.get_closest_marker("any_database")]
    # The longest modules first, so that no worker is left alone with a whole story at the end.
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    longest = ("test_story.py", "test_guards.py")
    items.sort(key=lambda item: (item.path.name not in longest, item.path not in slow))
    for item in items:
        for name in missing_parts(item):
            reason = f"{name} is not running: start it with ../shared/services/up or set its variable"
            if os.environ.get("REQUIRE_SERVICES") == "1":
                item.add_marker(pytest.mark.usefixtures("required_service_is_missing"))
            else:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_logreport(report):
    """Each endurance test leaves one JSON line, printed and appended to benchmarks/results.jsonl."""
    if report.when != "call" or "endurance" not in report.keywords:
        return
    line = json.dumps(
        {
            "benchmark": report.nodeid,
            "seconds": round(report.duration, 1),
            "held": report.passed,
            **dict(report.user_properties),
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )
    print(f"\n{line}")
    with (ROOT / "benchmarks" / "results.jsonl").open("a") as results:
        results.write(f"{line}\n")


@pytest.fixture
def required_service_is_missing(request):
    from tests.outside_parts import missing_parts

    pytest.fail(f"REQUIRE_SERVICES=1 and {', '.join(missing_parts(request.node))} missing")


@pytest.fixture(autouse=True, scope="session")
def footer_read_once():
    """What is read anew each minute is read once in a run, or a minute ends between two counts of queries on a slow machine."""
    from network.home import registrations

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registrations, "CACHE_SECONDS", 24 * 60 * 60)
        yield


@pytest.fixture(scope="session")
def real_files() -> list[Path]:
    """The six files of real companies; a test that asks for them is skipped, or fails, where they are not."""
    from tests.outside_parts import REAL_FILES

    return REAL_FILES


@pytest.fixture
def is_postgresql() -> bool:
    return connection.vendor == "postgresql"
