"""Recoveries in a merge: who asks for a company is answered first."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import refuse
from companies.recovery.choices import OPEN

refuse(
    "recovery.RecoveryRequest",
    only=lambda pair: Q(state__in=OPEN),
    why=_("Somebody asks to recover the merged company. Decide that first."),
)
