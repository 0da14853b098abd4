"""A backup put into an empty machine gives the same network, uploads included, without whom was erased since."""

import os
import re
import subprocess
import sys
import tarfile

import pytest

from tests import prepared
from tests.environment import ROOT, WORKER

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

FILL = """
from network.accounts.models import User
from companies.models import Company
User.objects.create_user("ana@acme.example", "a password", name="Ana")
User.objects.create_user("eve@acme.example", "a password", name="Eve")
Company.objects.create(name="Gone", slug="gone", category="merchant", country="FR")
Company.objects.create(name="Acme", slug="acme", category="merchant", country="FR")
"""
ERASE = """
from network.accounts.models import User
from network.common.erasing import erase_person
from companies.closing.erasing import erase_company
from companies.models import Company
erase_person(User.objects.create_user("ben@acme.example", "a password", name="Ben"))
erase_person(User.objects.get(name="Eve"))
erase_company(Company.objects.get(slug="gone"))
"""
LOOK = """
from network.accounts.models import User
from companies.models import Company
print(User.objects.get().email, *Company.objects.order_by("name").values_list("name", flat=True))
"""


class Machine:
    """A folder and a database of its own."""

    def __init__(self, folder, name: str, *, is_migrated: bool) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.endswith("_URL")}
        self.environment = {**kept, "COMPTOIR_VAR": str(self.folder), "COMPTOIR_MODE": "test"}
        url = os.environ.get("DATABASE_URL", "")
        if url.startswith("postgres"):
            database = f"backup_{name}_{WORKER}"
            prepared.copy_database(url, prepared.migrated_database(url) if is_migrated else "template0", database)
            self.environment["DATABASE_URL"] = prepared.at_database(url, database)
        elif is_migrated:
            prepared.copy_file(prepared.migrated_file(), self.folder / prepared.SQLITE_NAME)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def machines(tmp_path):
    full = Machine(tmp_path, "full", is_migrated=True)
    full.manage("shell", "--no-imports", "-c", FILL)
    for name in ("media/logos/acme.webp", "private/claims/proof.pdf"):
        (full.folder / name).parent.mkdir(parents=True)
        (full.folder / name).write_bytes(b"bytes")
    return full, Machine(tmp_path, "empty", is_migrated=False)


def test_an_empty_machine_refuses_another_file_and_becomes_the_same_network(machines, tmp_path):
    full, empty = machines
    archive, other = tmp_path / "comptoir.tar", tmp_path / "other.tar"
    with tarfile.open(other, "w") as file:
        file.add(__file__, "something.py")

    mistaken = empty.manage("restore", str(other))
    written = full.manage("backup", str(archive))
    again = full.manage("backup", str(archive))
    erased = full.manage("shell", "--no-imports", "-c", ERASE)
    restored = empty.manage("restore", str(archive), "--erasures", str(full.folder / "erasures.jsonl"))
    refused = full.manage("restore", str(archive))

    assert mistaken.returncode == 1
    assert "no backup of Comptoir" in mistaken.stderr
    assert written.returncode == 0, written.stderr
    assert "SECRET_KEY" in written.stdout
    assert "never replaces" in again.stderr
    assert erased.returncode == 0, erased.stderr
    assert restored.returncode == 0, restored.stderr
    assert "Erased again since that day: 2." in restored.stdout
    assert empty.manage("shell", "--no-imports", "-c", LOOK).stdout.split() == ["ana@acme.example", "Acme", "N.", "N."]
    assert (empty.folder / "media/logos/acme.webp").read_bytes() == b"bytes"
    assert (empty.folder / "private/claims/proof.pdf").exists()
    assert re.search("not empty", refused.stderr)
