"""`manage.py start`: everything one needs to try the network, as one foreground process tree that Ctrl-C stops whole."""

import os
import socket
import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from honcho.manager import Manager

from network import environment


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
        connection.close()
        sys.exit(serve(port, self.announce, with_worker=not options["no_worker"]))

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
        self.stdout.write("  Ctrl-C stops everything.\n\n")
        self.stdout.flush()


PAGES_FIRST_SECONDS = 2
"""The worker and beat begin this much later: on two cores, three processes that start at once all start late."""

# Static files are read in one piece here, and a worker in a container is root: neither is news to who tries the network.
QUIET = "ignore:StreamingHttpResponse must consume,ignore:You're running the worker with superuser"


def refuse_taken_port(port: int) -> None:
    """Say so before anything starts, instead of three tracebacks."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CommandError(f"Port {port} is taken. Choose another one: make run PORT={port + 1}")


def serve(port: int, announce: Any, *, with_worker: bool = True) -> int:
    """Run pages with sockets, worker and beat until one stops or Ctrl-C; return the exit code."""
    python = f"{sys.executable} -m"
    # BASE_URL follows the port, so that the links in mails lead here.
    env = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": QUIET,
        "BASE_URL": os.environ.get("BASE_URL", f"http://localhost:{port}"),
    }
    manager = Manager()
    pages = (
        f"{python} uvicorn network.asgi:application --port {port} --log-level warning --lifespan off --no-access-log"
    )
    manager.add_process("pages", pages, env=env, cwd=str(environment.ROOT))
    if with_worker:
        add_worker(manager, env)
    announce(port)
    manager.loop()
    return manager.returncode or 0


def add_worker(manager: Manager, env: dict[str, str]) -> None:
    """The process that does jobs, and the one that tells it the time."""
    celery = f"sleep {PAGES_FIRST_SECONDS}; exec {sys.executable} -m celery -A network --quiet"
    worker = f"{celery} worker --pool solo --loglevel WARNING --without-gossip --without-mingle --hostname worker@%h"
    manager.add_process("worker", worker, env=env, cwd=str(environment.ROOT))
    beat = f"{celery} beat --loglevel WARNING --pidfile= --schedule {environment.VAR / 'queue' / 'beat-schedule'}"
    manager.add_process("beat", beat, env=env, cwd=str(environment.ROOT))
