"""Loaded before anything else (`-p tests.environment`): the tests' own mode and folder, before settings are read."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

os.environ["COMPTOIR_MODE"] = "test"
os.environ.setdefault("COMPTOIR_VAR", str(ROOT / "var" / "test"))
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the test's own thread
WORKERS = 3
"""Processes that run tests side by side on two cores: one of them mostly waits for a browser or a job."""
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
"""Number of this process among them."""

# Each worker has its own Redis databases: one may clear a cache while the other counts on it.
for _name in ("CACHE_URL", "CHANNEL_URL", "BROKER_URL"):
    if _given := re.fullmatch(r"(redis://.*/)(\d+)", os.environ.get(_name, "")):
        os.environ[_name] = f"{_given[1]}{int(_given[2]) + 3 * WORKER}"
# Pages are tested on the database's engine; tests of the search server ask for it (fixture `search_server`) under names of their own.
os.environ.setdefault("TEST_SEARCH_URL", os.environ.pop("SEARCH_URL", ""))
SEARCH_SERVER = os.environ["TEST_SEARCH_URL"]
Path(os.environ["COMPTOIR_VAR"]).mkdir(parents=True, exist_ok=True)
