"""What machines and operators read about the network's own state."""

import json
import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from django.utils import timezone

from network.common.models import OutboxEvent
from network.home.operators import ensure_groups
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
TOKEN = "scrape-" + "x7Q" * 8


def leave_late(count: int) -> None:
    run_at = timezone.now() - timedelta(minutes=2)
    OutboxEvent.objects.bulk_create(OutboxEvent(topic="activity", key=str(n), run_at=run_at) for n in range(count))


def lines_of(caplog) -> list[dict]:
    return [record.__dict__ for record in caplog.records if record.name == "network.requests"]


def test_a_process_that_can_serve_is_ready():
    response = Client().get("/health/ready/")

    assert (response.status_code, response.json()) == (
        200,
        {"status": "ready", "database": "ok", "cache": "ok", "queue": "ok"},
    )


def test_without_its_cache_a_process_is_not_ready_and_says_which_part_is_down():
    nowhere = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}

    with override_settings(CACHES=nowhere):
        response = Client().get("/health/ready/")

    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "database": "ok", "cache": "down", "queue": "ok"}


@pytest.mark.parametrize("header", [{}, {"HTTP_AUTHORIZATION": "Bearer wrong"}, {"HTTP_AUTHORIZATION": "Bearer "}])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_there_are_no_metrics_without_the_token(header, token):
    with override_settings(METRICS_TOKEN=token):
        assert Client().get("/metrics/", **header).status_code == 401


@override_settings(METRICS_TOKEN=TOKEN)
def test_metrics_count_what_is_late():
    leave_late(3)

    page = Client().get("/metrics/", HTTP_AUTHORIZATION=f"Bearer {TOKEN}").content.decode()

    assert 'comptoir_vital_sign{sign="outbox_late"} 3.0' in page
    assert 'comptoir_vital_sign{sign="mails_in_doubt"} 0.0' in page
    assert "process_cpu_seconds_total" in page


@pytest.fixture
def support(client):
    """A colleague of the operator who answers members."""
    ensure_groups()
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name="Support"))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_operators_read_that_everything_is_well_or_what_is_late(support):
    well = support.get("/back-office/health/").content.decode()
    leave_late(2)
    late = support.get("/back-office/health/").content.decode()

    assert "Everything answers and nothing is late." in well
    assert "Something needs a look" in late
    assert "2 · too many" in late


@pytest.mark.parametrize("given", ["", "short", "a number with spaces", "x" * 65, "<script>alert(1)</script>"])
@override_settings(TRUSTED_PROXY_COUNT=1)
def test_a_request_gets_a_number_of_its_own(given):
    numbers = {Client().get("/health/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"] for _twice in (1, 2)}

    assert len(numbers) == 2
    assert all(len(number) == 32 for number in numbers)


@pytest.mark.parametrize(("proxies", "is_kept"), [(0, False), (1, True)])
def test_the_number_of_a_trusted_proxy_is_kept(proxies, is_kept):
    with override_settings(TRUSTED_PROXY_COUNT=proxies):
        response = Client().get("/health/", HTTP_X_REQUEST_ID="proxy-0001")

    assert (response.headers["X-Request-ID"] == "proxy-0001") is is_kept


def test_a_request_is_logged_by_its_route_without_its_query(caplog):
    with caplog.at_level(logging.INFO, "network.requests"):
        Client().get("/en/search/", {"q": "somebody@acme.example"})
        Client().get("/health/")

    [line] = lines_of(caplog)
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["route"].endswith("search/")
    assert line["milliseconds"] > 0
    assert "acme" not in json.dumps(line, default=str)


def test_the_error_page_shows_the_number_that_is_logged(caplog, monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("premium.views.pages.catalogue", broken)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, "network.requests"):
        response = client.get("/en/packs/")

    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()
    assert [line["status"] for line in lines_of(caplog)] == [500]
