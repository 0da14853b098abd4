"""How a measurement is taken: medians and 95th percentiles in milliseconds."""

import statistics
import time
from collections.abc import Callable, Iterable


def timed(calls: Iterable[Callable[[], object]], rounds: int = 1) -> list[float]:
    """Milliseconds of each call, every call `rounds` times."""
    taken = []
    for call in calls:
        for _ in range(rounds):
            start = time.perf_counter()
            call()
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def spread(milliseconds: list[float]) -> dict[str, float]:
    """p50, p95 and the largest."""
    ordered = sorted(milliseconds)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
        "max": round(ordered[-1], 2),
    }
