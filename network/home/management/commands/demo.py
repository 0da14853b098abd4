"""`manage.py demo [--seed N]`: fills an empty network with invented companies."""

import time
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from companies.models import Company
from network.home.demo.build import DEFAULT_SEED, build


class Command(BaseCommand):
    help = "Fill an empty network with the demonstration companies; same seed, same network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="Another number, another network.")

    def handle(self, *args: Any, **options: Any) -> None:
        if Company.objects.exists():
            raise CommandError(
                "This network already has companies. The demonstration fills only an empty one: use another DATABASE_URL."
            )
        started = time.monotonic()
        with transaction.atomic():
            counts = build(options["seed"], self.stdout.write)
        self.stdout.write(
            f"{counts['companies']} companies, {counts['providers_with_pack']} providers with a pack, seed {counts['seed']}, "
            f"in {time.monotonic() - started:.0f} s."
        )
