"""What became of a movement of the bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementState(models.TextChoices):
    MATCHED = "matched", _("counted for an order")
    KNOWN = "known", _("confirmed by hand before")
    UNMATCHED = "unmatched", _("no order found")
    RETURNED = "returned", _("sent back")
