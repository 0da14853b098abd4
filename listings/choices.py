"""The closed lists of listings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_SPECIALTIES = 6
MAX_SENTENCE = 280
MAX_DEPTH = 3


class SpecialtyOrigin(models.TextChoices):
    """How we know that a company has a specialty; only what it says itself is a statement of its own."""

    DECLARED = "declared", _("declared by the company")
    INFERRED = "inferred", _("inferred from the activity code")
