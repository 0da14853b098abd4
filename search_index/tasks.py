"""The nightly comparison of the index with the companies."""

import logging

from celery import shared_task

from search_index import actions
from search_index.pushes import is_in_use

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True, soft_time_limit=3600, time_limit=3660)
def compare_index() -> int:
    """Repair entries that are missing, out of date or left over; return how many."""
    comparison = actions.compare_index()
    if comparison.repaired:
        logger.warning("the index differed from %s of %s companies; repaired", comparison.repaired, comparison.compared)
    return comparison.repaired


@shared_task(ignore_result=True)
def push_to_server() -> int:
    """Bring the search server what changed; safe to run twice at once. Return how many companies went."""
    if not is_in_use():
        return 0
    from search_index import mirror

    return mirror.push()
