"""States of a request to join, and what a company lets people ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class WhoMayAsk(models.TextChoices):
    ANYBODY = "anybody", _("Anybody with an account")
    DOMAIN = "domain", _("Only who reads a mailbox on our domain")
    NOBODY = "nobody", _("Nobody: we invite")


class WhoIsTold(models.TextChoices):
    MANAGERS = "managers", _("Everybody who may let people in")
    OWNERS = "owners", _("Owners only")
