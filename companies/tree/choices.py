"""Kinds, states and sides of a link between two companies."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.roles import Role


class Kind(models.TextChoices):
    """What the child is for the parent."""

    ESTABLISHMENT = "establishment", _("establishment")
    SHOP = "shop", _("shop")
    BRAND = "brand", _("brand")
    SUBSIDIARY = "subsidiary", _("subsidiary")


OWNERSHIP: Final = (Kind.ESTABLISHMENT, Kind.SHOP, Kind.SUBSIDIARY)
"""Kinds of which a company has one parent at most; beside it, it may be the brand of one other."""


class State(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed by both sides")
    DECLINED = "declined", _("refused by one side")
    ENDED = "ended", _("ended")


class Side(models.TextChoices):
    PARENT = "parent", _("the parent")
    CHILD = "child", _("the child")
    IMPORT = "import", _("an imported file")


MOST_LEVELS: Final = 6
"""From the legal entity down to the last shop; deeper trees come from mistakes."""

LENDABLE_ROLES: Final = tuple(role for role in Role if role != Role.OWNER)
"""An owner names owners: that is never lent."""
