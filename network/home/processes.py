"""Several programs as one: forked from a process that has already loaded the house, watched, and stopped together."""

import ctypes
import multiprocessing
import os
import runpy
import signal
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Final

GRACE_SECONDS: Final = 10
"""What a program has to end by itself; killed afterwards."""

PR_SET_PDEATHSIG: Final = 1

# Static files are read in one piece here, and a worker in a container is root: neither is news to who tries the network.
SILENCED: Final = ("StreamingHttpResponse must consume", "You're running the worker with superuser")


def run_together(programs: Mapping[str, Sequence[str]], tell: Callable[[str], object]) -> int:
    """Run each program (`python -m …`) until Ctrl-C, SIGTERM or the end of any of them; return the exit code.

    Loading the house takes seconds of processor time: it is paid once, by the caller, who may hold no thread or connection.
    """
    running = [
        multiprocessing.get_context("fork").Process(target=_become, args=(list(words),), name=name)
        for name, words in programs.items()
    ]
    for process in running:
        process.start()
    asked: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, remember)
    tell(f"  Processes            {', '.join(f'{each.name} {each.pid}' for each in running)}\n")
    ended: list[object] = []
    while not asked and not ended:
        ended = list(wait([each.sentinel for each in running], timeout=0.5))
    codes = [(each.name, each.exitcode) for each in running if not each.is_alive()]
    _stop(running)
    for name, code in codes if not asked else []:
        tell(f"  {name} has ended ({code}): everything is stopped.")
    return 0 if asked else 1


def _become(words: list[str]) -> None:
    """In the forked process: be `python -m words`. Ctrl-C reaches the parent alone, which passes it on."""
    os.setsid()
    if sys.platform == "linux":  # a parent that is killed says no good-bye
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
    for silenced in SILENCED:
        warnings.filterwarnings("ignore", message=silenced)
    sys.argv = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def _stop(running: list[ForkProcess]) -> None:
    for process in running:
        if process.is_alive():
            process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in running:
        process.join(max(0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
