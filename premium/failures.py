"""Why a payment failed and what to do about it, in words for the letters and the pages."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from premium.choices import FailureReason

SENTENCES: Final[dict[str, str | Promise]] = {
    FailureReason.NOT_RECEIVED: _("Your transfer has not reached us."),
    FailureReason.NO_FUNDS: _("Your account did not hold enough at that moment."),
    FailureReason.CARD_EXPIRED: _("Your card has expired."),
    FailureReason.DECLINED: _("Your bank has refused the payment and does not tell us why."),
    FailureReason.ACTION_NEEDED: _("Your bank asks you to confirm the payment yourself."),
    FailureReason.DEBIT_REFUSED: _("Your bank has returned the direct debit."),
    FailureReason.NOT_REACHED: _("The payment could not be made, for a technical reason."),
}
ADVICE: Final[dict[str, str | Promise]] = {
    FailureReason.NOT_RECEIVED: _(
        "Send it now with the reference of the pro-forma; if it is under way, you need do nothing."
    ),
    FailureReason.NO_FUNDS: _("See that the amount is there: we try again by ourselves. Or pay in another way now."),
    FailureReason.CARD_EXPIRED: _("Give us your new card; it takes a minute."),
    FailureReason.DECLINED: _("Call your bank, or pay with another card or by SEPA debit."),
    FailureReason.ACTION_NEEDED: _("Open the payment page and confirm it there with your bank's application."),
    FailureReason.DEBIT_REFUSED: _("Check the account and the mandate with your bank, or pay by card."),
    FailureReason.NOT_REACHED: _("You need do nothing yet: we try again. You may also pay now."),
}


def sentence_of(failure: str) -> str | Promise:
    """What has happened."""
    return SENTENCES.get(failure, SENTENCES[FailureReason.NOT_REACHED])


def advice_for(failure: str) -> str | Promise:
    """What the payer can do about it."""
    return ADVICE.get(failure, ADVICE[FailureReason.NOT_REACHED])
