"""What is sold: packs, subscriptions, grants and quotas, orders and the money ledger."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - the life of tables, not of rows


class PremiumConfig(AppConfig):
    name = "premium"
    label = "premium"

    def ready(self) -> None:
        from premium import (  # noqa: F401
            closing_registrations,
            grace_registrations,
            merge_registrations,
            money_registrations,
            office_panels,
            receivers,
            registrations,
        )
        from premium.first_catalogue import fill_after_migrate

        # Migrating and emptying a database both end here: no database is ever without its catalogue.
        post_migrate.connect(fill_after_migrate, sender=self)
