"""The jobs of the ground: relay the outbox, and forget what was done long ago."""

from celery import shared_task

from network.common import outbox


@shared_task(ignore_result=True)
def relay_outbox() -> int:
    """Do what the outbox holds; safe to run twice at once."""
    return outbox.relay()
