"""A migration made after the first release lets the code before it go on running: docs/operate.md says how.

`deploy/first_release.txt` names the last migration of each app that may do as it likes, because no network was on-line
before it. Judged by django-migration-linter on the statements that PostgreSQL would get.
"""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import PostgresqlAnalyser
from django_migration_linter.sql_analyser.analyser import analyse_sql_statements

from network.settings.applications import LOCAL_APPS
from tests.environment import ROOT

BASELINE = ROOT / "deploy" / "first_release.txt"
TOO_EARLY = (
    "The code that runs while this migrates would break. Do it in two releases (docs/operate.md, Upgrading without downtime);"
    " as long as the network is not on-line, the line of the app in deploy/first_release.txt may be moved to this migration"
)


def baseline() -> dict[str, str]:
    """The last free migration of each app."""
    return dict(line.split(".", 1) for line in BASELINE.read_text().split() if line)


def bound() -> list[tuple[str, str]]:
    """(app, name) of every migration of ours that the rule binds: those after the baseline, but for the first of a new app."""
    free = baseline()
    labels = {config.label for config in apps.get_app_configs() if config.name in LOCAL_APPS}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(
        key
        for key, migration in loader.disk_migrations.items()
        if key[0] in labels and key[1] > free.get(key[0], "") and not migration.initial
    )


def judged(statements: list[str]) -> list[str]:
    errors, _ignored, _warnings = analyse_sql_statements(PostgresqlAnalyser, statements)
    return [issue.message for issue in errors]


def test_the_baseline_names_migrations_that_exist():
    there = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys()

    assert {tuple(item) for item in baseline().items()} - there == set()


def test_what_breaks_running_code_is_noticed():
    assert judged(['ALTER TABLE "companies_company" DROP COLUMN "name"'])
    assert judged(['ALTER TABLE "companies_company" RENAME TO "firms"'])
    assert judged(['ALTER TABLE "companies_company" ADD COLUMN "motto" varchar(9) NOT NULL'])
    assert not judged(['ALTER TABLE "companies_company" ADD COLUMN "motto" varchar(9) NULL'])


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_migration_after_the_first_release_breaks_running_code():
    assert connection.vendor == "postgresql"
    linter = MigrationLinter(no_cache=True, no_output=True)
    wrong = {f"{app}.{name}": judged(linter.get_sql(app, name)) for app, name in bound()}

    assert {name: messages for name, messages in wrong.items() if messages} == {}, TOO_EARLY
