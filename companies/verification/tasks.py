"""The jobs of verification."""

from celery import shared_task

from companies.verification.actions.domains import check_what_is_due
from companies.verification.actions.falling import keep_evidence_fresh
from companies.verification.actions.papers import delete_old_files


@shared_task(ignore_result=True, soft_time_limit=300, time_limit=330)
def check_domains() -> int:
    """Look at the records and files that are due; safe to run twice at once."""
    return check_what_is_due()


@shared_task(ignore_result=True, soft_time_limit=600, time_limit=660)
def keep_evidence() -> int:
    """Every day: what ended falls, what ends soon is told, old papers are deleted; safe to run again."""
    return keep_evidence_fresh() + delete_old_files()
