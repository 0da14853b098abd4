"""The clock of the pictures."""

from celery import shared_task

from companies.pictures.forgetting import forget_unpublished


@shared_task(ignore_result=True)
def forget_unpublished_pictures() -> int:
    """Delete what was sent a month ago and never published."""
    return forget_unpublished()
