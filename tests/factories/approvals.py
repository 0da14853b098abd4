"""Requests that wait for a second person."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from companies.approvals.models import ApprovalRequest
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory


class ApprovalRequestFactory(DjangoModelFactory):
    """A colleague wants to publish a presentation, as the first one or on top of `base_version`."""

    class Meta:
        model = ApprovalRequest

    class Params:
        text = "A text that waits."
        base_version = 0

    company = factory.SubFactory(CompanyFactory)
    requested_by = factory.SubFactory(UserFactory)
    kind = "page"
    act = "page.section_saved"
    subject = name = "presentation"
    payload = factory.LazyAttribute(
        lambda request: {
            "section": "presentation",
            "content": {"text": request.text},
            "base_version": request.base_version,
            "reason": "",
        }
    )
    deadline_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=72))
