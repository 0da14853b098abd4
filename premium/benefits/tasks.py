"""The daily job of reports."""

from celery import shared_task

from premium.benefits.actions import report_what_is_due


@shared_task(ignore_result=True)
def report_before_renewal() -> int:
    """Safe to run twice at once."""
    return report_what_is_due()
