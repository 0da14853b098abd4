"""The world of the table, made once for a module and rolled back at its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from tests.access.routes import our_routes
from tests.access.visits import Visitors
from tests.access.world import World, make_world


@pytest.fixture(scope="module")
def media_of_the_world(tmp_path_factory) -> Path:
    """A logo anybody may see and, beside it, the documents of claims."""
    folder = tmp_path_factory.mktemp("world") / "media"
    (folder / "logos").mkdir(parents=True)
    (folder / "logos" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return folder


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media_of_the_world) -> Iterator[World]:
    from django.conf import settings

    operator_permissions = {route.access.permission for route in our_routes() if route.access.kind == "operator"}
    former, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(media_of_the_world)
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield make_world(operator_permissions)
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = former


@pytest.fixture
def plain_refusals(monkeypatch) -> None:
    """How a refusal looks is told elsewhere, and drawing it a thousand times takes half of the table's time."""
    for module in ("network.common.views", "network.common.middleware"):
        monkeypatch.setattr(f"{module}.render", _status_only)


def _status_only(request, template, context=None, status=200):
    if status < 400:
        return render(request, template, context)
    return HttpResponse(status=status)


@pytest.fixture
def visitors(world, db, settings, media_in_a_temporary_folder, media_of_the_world, caplog) -> Visitors:
    for logger in ("django.request", "django.security"):
        caplog.set_level("CRITICAL", logger)
    settings.MEDIA_ROOT = str(media_of_the_world)
    return Visitors(world)
