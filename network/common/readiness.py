"""Whether this process can serve: the servers it cannot do without answer."""

import asyncio
import dataclasses
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from asgiref.sync import async_to_sync
from health_check.base import HealthCheck, HealthCheckResult
from health_check.checks import Cache, Database, Mail
from health_check.exceptions import ServiceUnavailable

SHORT = datetime.timedelta(seconds=2)


@dataclasses.dataclass
class Queue(HealthCheck):
    """The broker takes a connection."""

    timeout = SHORT

    def run(self) -> None:
        from celery import current_app

        try:
            with current_app.connection_for_write(connect_timeout=1) as connection:
                connection.ensure_connection(max_retries=1, timeout=1)
        except (OSError, current_app.connection_for_write().recoverable_connection_errors) as error:
            raise ServiceUnavailable("no connection") from error


@dataclass(frozen=True)
class Part:
    """One server, and what is wrong with it."""

    name: str
    error: str

    @property
    def is_well(self) -> bool:
        return not self.error


def needed_parts() -> list[Part]:
    """Without these no page can be served."""
    return _parts([("database", Database()), ("cache", Cache()), ("queue", Queue())])


def all_parts() -> list[Part]:
    """Those and the mail server, without which pages are served and mails wait."""
    return [*needed_parts(), *_parts([("mail", Mail())])]


def _parts(checks: Iterable[tuple[str, HealthCheck]]) -> list[Part]:
    named = list(checks)
    results = async_to_sync(_all)([check for _name, check in named])
    return [
        Part(name, str(result.error) if result.error else "")
        for (name, _check), result in zip(named, results, strict=True)
    ]


async def _all(checks: list[HealthCheck]) -> list[HealthCheckResult]:
    return list(await asyncio.gather(*(check.get_result() for check in checks)))
