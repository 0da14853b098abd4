"""A furnished network that starts in seconds: it begins with the tests' own migrated database and built assets."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.browser.running_network import RunningNetwork
from tests.environment import ROOT


class FurnishedNetwork(RunningNetwork):
    """Pages and sockets without a worker, on the embedded defaults; `things` names what the guards open."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        super().__init__(folder, {})
        self.migrated = migrated
        self.things: dict[str, str | int] = {}

    def prepare(self) -> None:
        self.folder.mkdir(parents=True)
        with sqlite3.connect(self.migrated) as original, sqlite3.connect(self.folder / "comptoir.sqlite3") as copy:
            original.backup(copy)
        shutil.copytree(self.migrated.parent / "assets", self.folder / "assets")
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.furnish"],
            cwd=ROOT,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "network.settings"},
            check=True,
            capture_output=True,
            text=True,
            timeout=170,
        )
        self.things = json.loads(made.stdout.splitlines()[-1])
