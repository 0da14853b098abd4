"""A whole network as an operator starts it: pages, sockets, worker and beat in their own processes, on a database of its own."""

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.environment import ROOT

OPERATOR = ("first.operator@comptoir.example", "operator battery staple")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningNetwork:
    """`manage.py start` in its own folder; `services` are the URLs of real servers, empty for the embedded defaults."""

    def __init__(self, folder: Path, services: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        kept.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        self.environment = {
            **kept,
            **services,
            "COMPTOIR_MODE": "development",
            "COMPTOIR_VAR": str(folder),
            "BASE_URL": self.address,
            "DJANGO_SUPERUSER_PASSWORD": OPERATOR[1],
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.things: dict[str, str | int] = {}

    def manage(self, *arguments: str, timeout: int = 170) -> str:
        """Run a management command to its end and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True, timeout=timeout
        ).stdout

    def prepare(self) -> None:
        """Migrate an empty database and make the first operator, as the documentation says."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.manage("start", "--prepare-only", "--no-demo", timeout=400)
        self.make_operator()

    def make_operator(self) -> None:
        self.manage("createsuperuser", "--noinput", "--email", OPERATOR[0])

    def start(self, *flags: str) -> None:
        log = (self.folder / "start.log").open("ab")
        command = [sys.executable, "manage.py", "start", "--port", str(self.port), "--no-demo", *flags]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if urlopen(f"{self.address}/health/", timeout=2).status == 200:
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise AssertionError((self.folder / "start.log").read_text())

    def stop(self) -> None:
        """Ctrl-C, as the operator would."""
        if self.process is None:
            return
        os.kill(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        self.process = None

    def processes(self) -> list[int]:
        """Ids of the processes this network started."""
        own = f"COMPTOIR_VAR={self.folder}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if own in path.read_bytes().split(b"\0"):
                    found.append(int(path.parent.name))
            except OSError:
                continue
        return found

    def kill_worker(self) -> None:
        """SIGKILL to the worker: no good-bye, no clean-up."""
        found = re.findall(r"worker (\d+)", (self.folder / "start.log").read_text())
        os.kill(int(found[-1]), signal.SIGKILL)

    def last_mail_to(self, address: str, *, containing: str = "", timeout: float = 15) -> str:
        """The text of the newest mail to an address, once it has come."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            for path in sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True):
                for text in _texts_to(path, address):
                    if containing in text:
                        return text
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} containing {containing!r}")


def _texts_to(path: Path, address: str) -> list[str]:
    texts = []
    for raw in re.split(rb"\n-{70,}\n", path.read_bytes()):
        message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
        if address in (message["To"] or ""):
            body = message.get_body(("plain",))
            texts.append(f"{message['Subject']}\n{body.get_content()}" if body else "")
    return texts[::-1]
