"""The states of a request, and how long one waits."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_HOURS: Final = 72
LEAST_HOURS, MOST_HOURS = 1, 720
"""A month is the longest anybody can be left without an answer."""


class ApprovalState(models.TextChoices):
    PENDING = "pending", _("waits for approval")
    APPROVED = "approved", _("approved")
    SENT_BACK = "sent_back", _("sent back with a comment")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OVERTAKEN = "overtaken", _("overtaken")
    TIMED_OUT = "timed_out", _("without answer in time")
