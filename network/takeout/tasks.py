"""The clock of the files."""

from celery import shared_task

from network.takeout.actions import forget_expired


@shared_task
def forget_expired_takeouts() -> None:
    """Delete the files of last week."""
    forget_expired()
