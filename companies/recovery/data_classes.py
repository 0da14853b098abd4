"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from typing import Any

from django.db.models import Q

from companies.recovery.choices import RecoveryState
from companies.recovery.models import RecoveryRequest
from network.common.classification import classify


def forget_approvals(person: Any) -> None:
    """Of an operator who approved: what is done goes, the journal says it was; what still waits begins again."""
    approved = RecoveryRequest.objects.filter(Q(first_approved_by=person.number) | Q(second_approved_by=person.number))
    approved.filter(state=RecoveryState.DONE).delete()
    approved.filter(state=RecoveryState.SECONDED).update(state=RecoveryState.WAITING, first_approved_at=None)


classify(
    "recovery.RecoveryRequest",
    person="user function explanation document reason first_approved_by second_approved_by ended_by",
    company="company registration_number",
    technical="id number_matches mailbox_matches state cooling_until first_approved_at ended_at created_at",
    of_person="user",
    of_company="company",
    before=forget_approvals,
    hidden=True,
)
