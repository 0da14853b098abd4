"""Approvals in a merge: what waits for a second person is decided first, by those who know what it changes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.approvals.choices import ApprovalState
from companies.merge_rules import keep, refuse

keep("approvals.ApprovalRule", why=_("the staff of the kept page has chosen for itself"))
refuse(
    "approvals.ApprovalRequest",
    only=lambda pair: Q(state=ApprovalState.PENDING),
    why=_("Something waits for a second person on the merged page. Its staff must decide that first."),
)
