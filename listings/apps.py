"""Listings: the taxonomy of specialties and what companies list under it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - the life of tables, not of rows


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        from listings import merge_registrations, receivers, registrations  # noqa: F401
        from listings.taxonomy import load_after_migrate

        # Migrating and emptying a database both end here: no database is ever without its taxonomy.
        post_migrate.connect(load_after_migrate, sender=self)
