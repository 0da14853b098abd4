"""The jobs of companies."""

from celery import shared_task

from companies.sealing import seal_all


@shared_task(ignore_result=True)
def seal_journals() -> int:
    """Seal the entries that a crash left without their place in the chain. Safe to run twice at once."""
    return seal_all()
