"""The night's look for duplicates."""

from celery import shared_task

from companies.duplicates.actions.suspicions import find_duplicates as find


@shared_task(ignore_result=True, soft_time_limit=900, time_limit=960)
def find_duplicates() -> int:
    """Every night; safe to run twice."""
    return find()
