"""The states of a recovery, and its terms."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecoveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SECONDED = "seconded", _("approved once, a second operator is needed")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    STOPPED = "stopped", _("stopped by the staff")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RecoveryAct(models.TextChoices):
    APPROVE = "approve", _("approve")
    REFUSE = "refuse", _("refuse")
    STOP = "stop", _("stop")
    WITHDRAW = "withdraw", _("withdraw")


_S, _A = RecoveryState, RecoveryAct
TRANSITIONS: Final = {
    (_S.WAITING, _A.APPROVE): _S.SECONDED,
    (_S.SECONDED, _A.APPROVE): _S.DONE,
    **{
        (state, act): end
        for state in (_S.WAITING, _S.SECONDED)
        for act, end in ((_A.REFUSE, _S.REFUSED), (_A.STOP, _S.STOPPED), (_A.WITHDRAW, _S.WITHDRAWN))
    },
}
"""What may become of a request; what is not here does not happen."""

OPEN: Final = (RecoveryState.WAITING, RecoveryState.SECONDED)
COOLING_OFF: Final = timedelta(days=7)
ASK_AGAIN_AFTER: Final = timedelta(days=30)
"""Whom the staff or an operator sent away does not come back the next morning."""
