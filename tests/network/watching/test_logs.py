"""Lines of the log are JSON with the number of the request, in pages and in the jobs these asked for; errors go to a server."""

import io
import json
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest
import sentry_sdk
from celery import Celery
from celery.contrib.testing.worker import start_worker
from structlog.contextvars import bound_contextvars, get_contextvars

from network.common.error_reports import report_to
from network.settings.logs import LOGGING

pytestmark = pytest.mark.any_database


def formatted(**extra) -> dict:
    """One line as production writes it."""
    settings = dict(LOGGING["formatters"]["json"])
    formatter = settings.pop("()")(**settings)
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter)
    logger = logging.getLogger("network.example")
    logger.addHandler(handler)
    try:
        raise ValueError("héhé")
    except ValueError:
        logger.exception("failed", extra=extra)
    logger.removeHandler(handler)
    return json.loads(handler.stream.getvalue())


def test_a_line_is_json_with_number_level_time_and_cause():
    with bound_contextvars(request_id="abc12345"):
        line = formatted(status=500)

    assert (line["event"], line["level"], line["logger"]) == ("failed", "error", "network.example")
    assert (line["request_id"], line["status"]) == ("abc12345", 500)
    assert line["timestamp"].endswith("Z")
    assert "ValueError: héhé" in line["exception"]


def test_a_job_carries_the_number_of_the_request_that_asked_for_it():
    seen: list[dict] = []
    app = Celery("alone", broker="memory://", set_as_current=False)

    @app.task(name="look")
    def look() -> None:
        seen.append(dict(get_contextvars()))

    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=5):
        with bound_contextvars(request_id="abc12345"):
            look.apply_async(task_id="1")
        look.apply_async(task_id="2")
        deadline = time.monotonic() + 5
        while len(seen) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)

    assert seen == [{"job": "look", "job_id": "1", "request_id": "abc12345"}, {"job": "look", "job_id": "2"}]


@pytest.fixture
def error_server():
    """A server that takes reports, and what it was sent."""
    received: list[str] = []

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(brotli.decompress(body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Taker)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", received
    server.shutdown()
    server.server_close()


def test_an_error_is_reported_with_its_place_and_number_and_nobodys_data(error_server):
    url, received = error_server
    report_to(url, "production")

    secret = "@".join(("ana", "acme.example"))  # the report quotes these lines
    with bound_contextvars(request_id="abc12345"):
        sentry_sdk.set_user({"email": secret})
        try:
            raise RuntimeError("broken on purpose")
        except RuntimeError as error:
            sentry_sdk.capture_exception(error)
    sentry_sdk.flush(5)
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)

    [report] = received
    assert "broken on purpose" in report
    assert "test_logs" in report
    assert "abc12345" in report
    assert secret not in report
