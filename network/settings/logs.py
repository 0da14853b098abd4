"""Structured logs on standard error."""

from network import environment

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
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
        # The file broker has no host name, and Kombu warns of it at every start.
        "kombu.connection": {"level": "ERROR"},
    },
}
