"""compose.yaml names what exists, and each of its commands runs in production mode against real servers."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import redis
import yaml

from network import environment
from tests import prepared
from tests.browser.running_network import free_port
from tests.environment import ROOT, WORKER

SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("build")}
BIN = Path(sys.executable).parent
GIVEN = {
    "SECRET_KEY": "a-secret-for-this-test-only-" + "x7Q-" * 12,
    "SITE_ADDRESS": "comptoir.example",
    "DATABASE_PASSWORD": "comptoir",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "EMAIL_FROM": "Comptoir <bonjour@comptoir.example>",
    "METRICS_TOKEN": "a-token-for-this-test",
}


def given(text: str) -> str:
    """A value of compose.yaml with the operator's variables filled in."""
    return re.sub(r"\$\{(\w+)(?::[-?][^}]*)?\}", lambda found: GIVEN.get(found[1], ""), text)


@pytest.mark.any_database
@pytest.mark.parametrize("name", OURS)
def test_a_service_sets_only_variables_that_the_network_reads(name):
    assert set(OURS[name]["environment"]) <= set(environment.VARIABLES)


@pytest.mark.any_database
@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_a_program_of_the_image(name):
    program = shlex.split(OURS[name]["command"])[0]

    assert program == "sh" or (BIN / program).exists()


@pytest.mark.any_database
def test_the_servers_have_the_releases_the_network_is_written_for():
    client = re.search(r"^elasticsearch==(\d+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)

    assert int(SERVICES["postgres"]["image"].partition(":")[2]) >= 15
    assert SERVICES["elasticsearch"]["image"].partition(":")[2].partition(".")[0] == client[1]


@pytest.fixture
def machine(tmp_path) -> dict[str, str]:
    """The environment compose.yaml gives its services, on the servers of this machine."""
    url = os.environ["DATABASE_URL"]
    database = f"compose_{WORKER}"
    prepared.copy_database(url, prepared.migrated_database(url), database)
    shutil.copytree(
        Path(os.environ["COMPTOIR_VAR"]) / "assets", tmp_path / "assets"
    )  # built already: it takes ten seconds
    named = {name: given(str(value)) for name, value in OURS["web"]["environment"].items()}
    named["PROMETHEUS_MULTIPROC_DIR"] = str(tmp_path / "counts")
    here = {
        name: os.environ[name]
        for name in ("CACHE_URL", "CHANNEL_URL", "BROKER_URL", "SEARCH_URL")
        if name in os.environ
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        **named,
        **here,
        "DATABASE_URL": prepared.at_database(url, database),
        "COMPTOIR_VAR": str(tmp_path),
        "PATH": f"{BIN}:{os.environ['PATH']}",
    }


@contextmanager
def running(name: str, machine: dict[str, str], port: int | None = None):
    """A service by its own command, on a port of this machine."""
    command = OURS[name]["command"].replace("0.0.0.0", "127.0.0.1")
    command = command.replace("/var/lib/comptoir", machine["COMPTOIR_VAR"])
    if port:
        command = command.replace("--port 8000", f"--port {port}")
    log = Path(machine["COMPTOIR_VAR"]) / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(shlex.split(command), cwd=ROOT, env=machine, stdout=output, stderr=output)
        try:
            yield process, log
        finally:
            process.terminate()
            process.wait(30)


def answer(port: int, process: subprocess.Popen, log: Path) -> int:
    """The status of the page of readiness, as the proxy asks for it, once the process listens."""
    asked = Request(f"http://localhost:{port}/health/ready/", headers={"X-Forwarded-Proto": "https"})
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return urlopen(asked, timeout=5).status
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text())


def metrics(port: int) -> str:
    headers = {"X-Forwarded-Proto": "https", "Authorization": f"Bearer {GIVEN['METRICS_TOKEN']}"}
    return urlopen(Request(f"http://localhost:{port}/metrics/", headers=headers), timeout=5).read().decode()


def wait_until(is_so: Callable[[], bool], log: Path, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline, log.read_text()
        assert process.poll() is None, log.read_text()
        time.sleep(0.5)


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_each_command_runs_in_production_mode(machine):
    prepare = shlex.split(OURS["prepare"]["command"])
    made = subprocess.run(prepare, cwd=ROOT, env=machine, capture_output=True, text=True, timeout=200, check=False)
    assert made.returncode == 0, made.stdout + made.stderr

    ports = {"web": free_port(), "sockets": free_port()}
    for name, port in ports.items():
        with running(name, machine, port) as (process, log):
            assert answer(port, process, log) == 200
            assert "comptoir_vital_sign" in metrics(port)
            logged = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
            assert all(line["request_id"] for line in logged if line["logger"] == "network.requests")
    with running("worker", machine) as (process, log):
        wait_until(lambda: "ready." in log.read_text(), log, process)
    broker = redis.Redis.from_url(machine["BROKER_URL"])
    broker.delete("celery")
    with running("beat", machine) as (process, log):
        wait_until(lambda: broker.llen("celery") > 0, log, process)
