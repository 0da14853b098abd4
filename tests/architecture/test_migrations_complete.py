"""Models and migrations say the same."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.any_database


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)

    assert "No changes detected" in capsys.readouterr().out
