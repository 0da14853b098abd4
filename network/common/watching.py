"""What machines that watch the network ask for: liveness, readiness, metrics."""

from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from network.common.access import public
from network.common.readiness import needed_parts
from network.common.vital_signs import readings


@public
def health(request: HttpRequest) -> JsonResponse:
    """Liveness: the process answers."""
    return JsonResponse({"status": "ok"})


@public
def ready(request: HttpRequest) -> JsonResponse:
    """Readiness: 200 while database, cache and queue answer, else 503; it says which, and nothing about where they are."""
    parts = needed_parts()
    is_ready = all(part.is_well for part in parts)
    return JsonResponse(
        {
            "status": "ready" if is_ready else "not ready",
            **{part.name: "ok" if part.is_well else "down" for part in parts},
        },
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, for whoever holds METRICS_TOKEN (RFC 6750); 401 for others, and for all without a token."""
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    signs = CollectorRegistry()
    signs.register(VitalSignsCollector())
    return HttpResponse(generate_latest(_requests()) + generate_latest(signs), content_type=CONTENT_TYPE_LATEST)


class VitalSignsCollector:
    """The vital signs as one gauge, labelled by their key."""

    def collect(self) -> Iterator[Metric]:
        gauge = GaugeMetricFamily(
            "comptoir_vital_sign", "What waits or failed; above its limit somebody should look", labels=["sign"]
        )
        for reading in readings():
            gauge.add_metric([reading.key], reading.value)
        yield gauge


def _requests() -> CollectorRegistry:
    """What the processes of this machine counted: through files where there are several (PROMETHEUS_MULTIPROC_DIR)."""
    if not settings.PROMETHEUS_MULTIPROC_DIR:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
