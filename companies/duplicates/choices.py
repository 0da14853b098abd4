"""Why two pages look like one company, and how long a merge can be undone."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

UNDONE_WITHIN: Final = timedelta(days=30)


class Likeness(models.TextChoices):
    """What two pages share; the weights order the list, they decide nothing."""

    NUMBER = "number", _("same number")
    NAME = "name", _("same name")
    WEBSITE = "website", _("same website")
    CITY = "city", _("same city")


WEIGHTS: Final = {Likeness.NUMBER: 4, Likeness.NAME: 3, Likeness.WEBSITE: 3, Likeness.CITY: 2}


class LeftBecause(models.TextChoices):
    """Why an undo leaves a row as it is."""

    CHANGED = "changed", _("changed since")
    GONE = "gone", _("deleted since")
    TAKEN = "taken", _("another row has its place")
