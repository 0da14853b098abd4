"""Jobs of the editorial pages."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_planned_pages() -> None:
    """Publish, and take off-line, the editorial pages whose time has come (Wagtail's schedule)."""
    call_command("publish_scheduled", verbosity=0)
