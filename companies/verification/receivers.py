"""When a check is asked: wake the worker. When a website may have changed: look whether its proofs still count."""

import logging
from typing import Any

from django.dispatch import receiver

from companies.models import Evidence
from companies.signals import section_published
from companies.verification.actions.falling import OF_THE_DOMAIN, drop_proofs_of_former_domain
from companies.verification.models import DomainProof
from companies.verification.signals import check_asked
from companies.verification.tasks import check_domains

logger = logging.getLogger(__name__)


@receiver(check_asked, dispatch_uid="verification.nudge")
def nudge(**_arguments: Any) -> None:
    """Look at once; when the broker is down, the next tick finds what is due all the same."""
    try:
        check_domains.apply_async(expires=30, retry=False)
    except Exception:  # noqa: BLE001 - any broker failure: the row is safe and the tick comes
        logger.warning("broker unreachable; the check waits for the next tick")


@receiver(section_published, dispatch_uid="verification.site_changed")
def follow_the_website(*, company_id: int, kind: str, **_arguments: Any) -> None:
    """Only the identity holds the website; the daily job finds what a crash right here would leave."""
    if kind != "identity":
        return
    held = Evidence.objects.filter(company_id=company_id, level__in=OF_THE_DOMAIN)
    if held.exists() or DomainProof.objects.filter(company_id=company_id).exists():
        drop_proofs_of_former_domain(company_id=company_id)
