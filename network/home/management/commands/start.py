"""`manage.py start`: everything one needs to try the network, as one foreground process tree that Ctrl-C stops whole."""

import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from network import environment
from network.home.processes import run_together


class Command(BaseCommand):
    help = "Prepare the database and the assets, then serve pages, sockets and worker until Ctrl-C."
    requires_system_checks: list[str] = []  # made when there is something to migrate: a second start is quick

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="Prepare, and do not serve.")
        parser.add_argument(
            "--no-worker", action="store_true", help="Serve pages and sockets; the worker runs elsewhere."
        )
        parser.add_argument("--no-demo", action="store_true", help="Leave an empty network empty.")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not options["prepare_only"]:
            refuse_taken_port(port)
            follow_port(port)
        call_command("build_assets", verbosity=0)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.check()
            self.stdout.write("Preparing the database (the first time takes about half a minute)…")
            call_command("migrate", verbosity=0, interactive=False)
        if not options["no_demo"]:
            self.fill_empty_database()
        if options["prepare_only"]:
            return
        self.announce(port)
        connections.close_all()
        sys.exit(run_together(programs(port, with_worker=not options["no_worker"]), self.tell))

    def fill_empty_database(self) -> None:
        from companies.models import Company

        if environment.IS_DEVELOPMENT and not Company.objects.exists():
            self.stdout.write("Filling the empty network with the demonstration companies…")
            call_command("demo", stdout=self.stdout)

    def announce(self, port: int) -> None:
        address = f"http://localhost:{port}"
        self.stdout.write(f"\n  Comptoir             {address}/\n  Accounts to try      {address}/fr/account/demo/")
        self.stdout.write(
            f"  Back office          {address}/back-office/\n  Mails                {environment.VAR / 'mail'}"
        )
        self.tell("  Ctrl-C stops everything.")

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_taken_port(port: int) -> None:
    """Say so before anything starts, instead of three tracebacks."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CommandError(f"Port {port} is taken. Choose another one: make run PORT={port + 1}")


def programs(port: int, *, with_worker: bool) -> dict[str, list[str]]:
    """Pages with sockets, the process that does jobs, and the one that tells it the time."""
    pages = [
        *("uvicorn", "network.asgi:application", "--port", str(port)),
        *("--log-level", "warning", "--lifespan", "off", "--no-access-log"),
    ]
    if not with_worker:
        return {"pages": pages}
    celery = ["celery", "-A", "network", "--quiet"]
    worker = ["worker", "--pool", "solo", "--without-gossip", "--without-mingle", "--hostname", "worker@%h"]
    beat = ["beat", "--pidfile=", "--schedule", str(environment.VAR / "queue" / "beat-schedule")]
    return {
        "pages": pages,
        "worker": [*celery, *worker, "--loglevel", "WARNING"],
        "beat": [*celery, *beat, "--loglevel", "WARNING"],
    }


def follow_port(port: int) -> None:
    """Links in mails lead to the port that is served; settings are read but once, so the command begins again."""
    if "BASE_URL" not in os.environ and urlsplit(environment.BASE_URL).port != port:
        os.environ["BASE_URL"] = f"http://localhost:{port}"
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - the same command again
