"""Errors are reported to a server that speaks Sentry's protocol (Sentry, GlitchTip, Bugsink), named by its URL."""

from typing import TYPE_CHECKING, Any

import sentry_sdk
from structlog.contextvars import get_contextvars

if TYPE_CHECKING:
    from sentry_sdk._types import DataCollectionUserOptions

NOTHING_PERSONAL: "DataCollectionUserOptions" = {
    "user_info": False,
    "cookies": {"mode": "off"},
    "http_headers": {"request": {"mode": "off"}},
    "http_bodies": [],
    "url_query_params": {"mode": "off"},
    "stack_frame_variables": False,
    "database_query_data": False,
    "queues": False,
}


def report_to(url: str, mode: str) -> None:
    """Start reporting: the failure with its place in the code and the number of its request, and nobody's data.

    Raises:
        sentry_sdk.utils.BadDsn: the URL is not one of an error server.

    """
    sentry_sdk.init(
        dsn=url,
        environment=mode,
        data_collection=NOTHING_PERSONAL,
        traces_sample_rate=0,
        max_breadcrumbs=0,
        before_send=without_persons,
    )


def without_persons(event: Any, _hint: Any) -> Any:
    """No cookie, header, query or person leaves; the number of the request does."""
    asked = event.get("request", {})
    event["request"] = {name: asked[name] for name in ("method", "url") if name in asked}
    event.pop("user", None)
    named = {name: str(value) for name, value in get_contextvars().items() if name in {"request_id", "job"}}
    event.setdefault("tags", {}).update(named)
    return event
