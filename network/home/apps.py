"""Editorial pages, the back office and the demonstration network."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - the life of tables, not of rows


class HomeConfig(AppConfig):
    name = "network.home"
    label = "home"

    def ready(self) -> None:
        from network.home import registrations, sitemaps  # noqa: F401

        post_migrate.connect(fill_after_migrate, dispatch_uid="home-fill")


def fill_after_migrate(app_config: AppConfig, plan: Any = (), using: str = "default", **_: Any) -> None:
    """First pages and operators' groups, once every permission exists: sessions comes after all apps they need."""
    from django.db.migrations.recorder import MigrationRecorder

    from network.home.editorial import ensure_pages
    from network.home.operators import ensure_groups

    if app_config.label != "sessions" or using != "default":
        return
    if not MigrationRecorder.Migration.objects.filter(app="home", name__startswith="0005").exists():
        return
    ensure_pages()
    ensure_groups()
