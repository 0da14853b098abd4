"""The morning's news of kept searches."""

from celery import shared_task

from search_index.alerts import schedule


@shared_task(ignore_result=True, soft_time_limit=600, time_limit=660)
def tell_morning_news() -> int:
    """Every hour: whoever has his morning now gets his daily news, on Mondays his weekly ones; returns how many people."""
    return schedule.tell_whoever_is_due()
