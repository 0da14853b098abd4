"""States of a planned publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    WAITING = "waiting", _("waits for its time")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced by another text")
    CALLED_OFF = "called_off", _("called off")
    ASKED = "asked", _("sent to a second person")
    OVERTAKEN = "overtaken", _("not published: the section has changed meanwhile")
    REFUSED = "refused", _("not published: its author may no longer do so")


UNHAPPY = (PlanState.OVERTAKEN, PlanState.REFUSED)
"""Plans whose time came and whose text is not on line."""
