"""The ways the network can earn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """In every stage but freemium nothing is sold, and each provider holds the rights of one pack for nothing."""

    ALL_FREE = "all_free", _("everything is free")
    FREEMIUM = "freemium", _("packs for providers")
    COMMISSION = "commission", _("commission on what is billed through the network")
    ADS = "ads", _("ad network")
