"""Logs on standard error: one JSON object a line in production, readable lines elsewhere. Errors and counts for who watches."""

from pathlib import Path

import structlog

from network import environment

_named = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _named,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": environment.LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": environment.LOG_LEVEL},
    "loggers": {
        **{
            name: {"level": "WARNING"}
            for name in (
                "celery.app.trace",
                "celery.beat",
                "django_tasks",
                "wagtail",
                "modelsearch",
                "fontTools",
                "elastic_transport",
                "weasyprint",
                "facturx",
                "stripe",
            )
        },
        # One line a request is for machines to count; who tries the network reads what is unusual.
        **({"network.requests": {"level": "ERROR"}} if environment.LOG_FORMAT == "line" else {}),
        # Django's own line for a status of 400 or more repeats ours, with the address and its query.
        **({"django.request": {"level": "ERROR"}} if environment.LOG_FORMAT == "json" else {}),
        # The file broker has no host name, and Kombu warns of it at every start.
        "kombu.connection": {"level": "ERROR"},
    },
}

if environment.ERRORS_URL:
    from network.common.error_reports import report_to

    report_to(environment.ERRORS_URL, environment.MODE)

METRICS_TOKEN = environment.METRICS_TOKEN
PROMETHEUS_MULTIPROC_DIR = environment.PROMETHEUS_MULTIPROC_DIR
if PROMETHEUS_MULTIPROC_DIR:
    Path(PROMETHEUS_MULTIPROC_DIR).mkdir(parents=True, exist_ok=True)
