"""What the search server has yet to hear. Loads nothing of its client: most networks, and most processes, have no use for it."""

import logging
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from search_index.models import PendingPush

logger = logging.getLogger(__name__)


def is_in_use() -> bool:
    """Whether SEARCH_URL names a search server."""
    return urlsplit(settings.SEARCH_URL).scheme == "elasticsearch"


def ask_for(company_ids: Iterable[int]) -> dict[int, int]:
    """Note, in the present transaction, that the server must hear of these companies; the versions of what it will hear."""
    if not is_in_use():
        return {}
    asked = PendingPush.objects.bulk_create(
        [PendingPush(company_id=company_id) for company_id in company_ids], batch_size=500
    )
    transaction.on_commit(_nudge)
    return {one.company_id: one.pk for one in asked}


def _nudge() -> None:
    """Wake the worker; when the broker is down the next tick pushes all the same."""
    from search_index.tasks import push_to_server

    try:
        push_to_server.apply_async(expires=30, retry=False)
    except Exception:  # noqa: BLE001 - any broker failure: the queue is a table and the tick comes
        logger.warning("broker unreachable; the search server waits for the next tick")
