"""`make test`: the whole suite on the embedded defaults, then on the real servers that the environment names.

First pass: SQLite, in-process channels, file broker. Second pass, when DATABASE_URL names PostgreSQL: the same tests there, plus those that
need it. A browser test that fails in a pass is played once more, alone, and named. REQUIRE_SERVICES=1 turns a missing server into a failure. `--endurance` runs the full counts and fault tests instead.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.second_play import FAILED_TESTS, to_play_again

ROOT = Path(__file__).resolve().parent.parent
RENDERED = ROOT / "var" / "test" / "rendered"
SERVICE_VARIABLES = (
    "DATABASE_URL",
    "CACHE_URL",
    "CHANNEL_URL",
    "BROKER_URL",
    "SEARCH_URL",
    "TEST_SEARCH_URL",
    "EMAIL_URL",
)
NEEDS_SERVERS = ("postgres", "concurrency", "redis", "elasticsearch")
"""Marks of tests that have nothing to play on in the first pass."""


def run(title: str, arguments: list[str], environment: dict[str, str]) -> int:
    print(f"\n=== {title}", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    print(f"=== {title}: exit {code} after {time.monotonic() - started:.0f} s", flush=True)
    return 0 if code == 5 else code  # 5: no test matched the arguments in this pass


def run_and_play_again(title: str, arguments: list[str], environment: dict[str, str]) -> int:
    """A pass of the whole suite; what failed in a browser beside another worker may pass alone, and is named."""
    list_of_failed = ROOT / "var" / "test" / "failed"
    list_of_failed.parent.mkdir(parents=True, exist_ok=True)
    list_of_failed.write_text("")
    code = run(title, ["-p", "tests.second_play", *arguments], {**environment, FAILED_TESTS: str(list_of_failed)})
    again = to_play_again(list_of_failed.read_text().splitlines()) if code == 1 else []
    if not again:
        return code
    code = run(f"{title}, alone", ["-n", "0", "-q", *again], environment)
    print(f"=== failed beside another worker, {'also' if code else 'not'} alone: {', '.join(again)}", flush=True)
    return code


def prepare_databases(environments: list[dict[str, str]]) -> None:
    """Migrate one database for each pass and make one empty network in it, side by side; tests copy them."""
    command = [sys.executable, "-m", "tests.browser.networks"]
    preparing = [subprocess.Popen(command, cwd=ROOT, env=environment) for environment in environments]
    if max(process.wait() for process in preparing):
        sys.exit("the databases of the tests could not be prepared")


def embedded(environment: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environment.items() if name not in SERVICE_VARIABLES}
    return kept


def main(arguments: list[str]) -> int:
    environment = dict(os.environ)
    has_postgresql = environment.get("DATABASE_URL", "").startswith("postgres")
    if environment.get("REQUIRE_SERVICES") == "1" and not has_postgresql:
        print("REQUIRE_SERVICES=1 and DATABASE_URL names no PostgreSQL: start it with ../shared/services/up")
        return 1
    environment["COMPTOIR_VAR"] = str(ROOT / "var" / "test")
    if "--endurance" in arguments:
        return run("endurance", ["-m", "endurance", "-n", "0", "-p", "no:randomly"], environment)
    if arguments:
        code = run("embedded", ["-n", "0", *arguments], embedded(environment))
        return code or (run("servers", ["-n", "0", *arguments], environment) if has_postgresql else 0)

    shutil.rmtree(RENDERED, ignore_errors=True)
    prepare_databases([embedded(environment), *([environment] if has_postgresql else [])])
    common = [
        "-n",
        "3",  # WORKERS of tests/environment.py
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "-q",
        "--durations",
        "10",
        "--durations-min",
        "1",
    ]
    first = f"not endurance and not ({' or '.join(NEEDS_SERVERS)})" if has_postgresql else "not endurance"
    code = run_and_play_again("embedded defaults", [*common, "-m", first], embedded(environment))
    if has_postgresql:
        code = run_and_play_again("PostgreSQL and Redis", [*common, "-m", "not endurance"], environment) or code
    else:
        print("PostgreSQL and Redis: not configured, their tests are skipped (start them with ../shared/services/up)")
    return code or check_templates()


def check_templates() -> int:
    """Every template of ours was rendered by at least one test."""
    rendered = {line for file in RENDERED.glob("*") for line in file.read_text().splitlines()}
    ours = {
        str(path.relative_to(ROOT))
        for pattern in ("network", "companies", "premium", "connections", "listings", "search_index")
        for path in (ROOT / pattern).rglob("templates/**/*")
        if path.is_file()
    }
    never = sorted(ours - rendered)
    for name in never:
        print(f"never rendered by a test: {name}")
    return 1 if never else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
