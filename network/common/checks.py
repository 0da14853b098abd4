"""System checks: production refuses embedded back ends and missing secrets."""

from typing import Any

from django.core.checks import Error, Tags, register

from network import environment

EMBEDDED_BEGINNINGS = {
    "DATABASE_URL": ("sqlite", "use PostgreSQL, for example postgresql://user:password@host/comptoir"),
    "CACHE_URL": ("locmem", "use Redis, for example redis://host:6379/0"),
    "CHANNEL_URL": ("memory", "use Redis, for example redis://host:6379/1"),
    "BROKER_URL": ("filesystem", "use Redis or RabbitMQ, for example redis://host:6379/2"),
    "EMAIL_URL": ("file", "use smtp://user:password@host:587?tls=1"),
}


@register(Tags.compatibility)
def embedded_back_ends(app_configs: Any, **_: Any) -> list[Error]:
    """In production every service of the services table is a real server, and secrets are set."""
    if not environment.IS_PRODUCTION:
        return []
    errors = [
        Error(f"{name} is an embedded back end.", hint=hint, id="comptoir.E001")
        for name, (beginning, hint) in EMBEDDED_BEGINNINGS.items()
        if environment.VARIABLES[name].read().startswith(beginning)
    ]
    errors += [
        Error(f"{name} is not set.", hint=environment.VARIABLES[name].meaning, id="comptoir.E002")
        for name in ("SECRET_KEY", "ALLOWED_HOSTS")
        if not environment.VARIABLES[name].read()
    ]
    return errors
