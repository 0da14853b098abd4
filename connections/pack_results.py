"""What connections count for the page "what does this pack give me"."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from companies.models import Company
from connections.choices import IntroductionState
from connections.models import Follow, Introduction
from premium.benefits.results import Result, results


def accepted_introductions(company: Company, since: datetime, until: datetime) -> int:
    """Requests of the company that the other side accepted."""
    return Introduction.objects.filter(
        asking=company, state=IntroductionState.ACCEPTED, answered_at__gte=since, answered_at__lt=until
    ).count()


def received_introductions(company: Company, since: datetime, until: datetime) -> int:
    """Companies that asked to be put in touch."""
    return Introduction.objects.filter(asked=company, created_at__gte=since, created_at__lt=until).count()


def new_followers(company: Company, since: datetime, until: datetime) -> int:
    return Follow.objects.filter(followed=company, created_at__gte=since, created_at__lt=until).count()


results.register(
    "introductions_accepted", Result(_("Introductions accepted by others"), accepted_introductions, "introductions")
)
results.register("introductions_received", Result(_("Introductions asked of us"), received_introductions))
results.register("followers", Result(_("New followers"), new_followers))
