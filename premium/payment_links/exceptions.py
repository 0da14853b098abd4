"""Refusals of payment links."""

from django.utils.translation import gettext as _

from network.common.exceptions import Refusal


class LinkNoLongerOpen(Refusal):
    """The order is paid, cancelled or withdrawn, or the link is too old."""

    status = 410

    def __init__(self) -> None:
        super().__init__(_("This payment link can no longer be used. Ask whoever sent it to you for a new one."))


class LinkIsOpen(Refusal):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("A payment link was sent to %(email)s already. Withdraw it before you send another one.")
            % {"email": email}
        )


class TooManyQuestions(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Ten questions were asked already. Please wait for the answers."))


class JoiningNotOffered(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The company has not offered this. Ask whoever sent you the link for an invitation."))
