"""Texts that wait for their hour, and previews, in a merge: whoever planned a text decides what becomes of it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import keep, refuse
from companies.publication.choices import PlanState

refuse(
    "publication.PlannedPublication",
    only=lambda pair: Q(state=PlanState.WAITING),
    why=_("A text of the merged page waits to be published. Its staff must call it off first."),
)
keep("publication.PreviewLink", why=_("it shows a page that is hidden"))
