"""Methods of proof, the states they go through, and their terms."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.choices import EvidenceLevel


class ProofMethod(models.TextChoices):
    """What a machine checks by itself."""

    MAILBOX = "mailbox", _("Mailbox of the domain")
    DNS = "dns", _("DNS record")
    FILE = "file", _("File on the site")


LEVEL_OF_METHOD: Final = {
    ProofMethod.MAILBOX: EvidenceLevel.MAILBOX,
    ProofMethod.DNS: EvidenceLevel.SITE,
    ProofMethod.FILE: EvidenceLevel.SITE,
}


class ProofState(models.TextChoices):
    CHECKING = "checking", _("being checked")
    MISSING = "missing", _("not found")
    PROVEN = "proven", _("proven")
    FAILING = "failing", _("no longer found")
    FALLEN = "fallen", _("fallen")


HOLDING: Final = (ProofState.PROVEN, ProofState.FAILING)
"""States in which the rung stands."""

ASKABLE: Final = (ProofState.CHECKING, ProofState.MISSING, ProofState.FALLEN, ProofState.FAILING)
"""States in which a member may have it looked at now."""


class Found(models.TextChoices):
    """What a look brought instead of the expected value."""

    NOTHING = "nothing", _("nothing")
    OTHER = "other", _("another value")
    SILENCE = "silence", _("no answer")


class PaperKind(models.TextChoices):
    """What an operator reads."""

    MANDATE = "mandate", _("Signed mandate")
    EXTRACT = "extract", _("Registration document")


LEVEL_OF_PAPER: Final = {PaperKind.MANDATE: EvidenceLevel.MANDATE, PaperKind.EXTRACT: EvidenceLevel.DOCUMENT}

SITE_AGAIN_AFTER: Final = timedelta(days=90)
FAILING_AGAIN_AFTER: Final = timedelta(days=1)
FAILING_FOR: Final = timedelta(days=7)
"""How long a record may be missing before the rung falls: a site moves, a zone is edited."""

MINUTES_BETWEEN_TRIES: Final = (1, 5, 15, 60, 240, 720, 1440)
"""A first check whose other side is silent is tried again, for about two days."""

CODE_VALID_FOR: Final = timedelta(minutes=30)
MOST_TRIES_OF_A_CODE: Final = 5

WARNED_BEFORE: Final = timedelta(days=30)
PAPER_KEPT_FOR: Final = timedelta(days=30)
"""A paper is deleted this long after the decision: it is needed to decide and to answer questions, not for ever."""
