"""The Celery application: small idempotent jobs, and the beat that relays the outbox."""

import os

from celery import Celery

from network.common import file_broker, job_log  # noqa: F401 - the queue in files; log lines name their job

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")

app = Celery("comptoir")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
