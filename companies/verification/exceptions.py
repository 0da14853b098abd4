"""Refusals of verification, each with the next step."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.common.exceptions import Forbidden, Refusal


class NoWebsite(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Your page names no website. Write it in the section Identity, then come back."))
        self.next_url, self.next_label = reverse("companies:edit", args=["identity"]), _("Write the website")


class NotOnTheDomain(Refusal):
    def __init__(self, domain: str) -> None:
        super().__init__(
            _("This address is not on %(domain)s. Type an address that ends with @%(domain)s.") % {"domain": domain}
        )


class MailboxOfAnybody(Refusal):
    def __init__(self, domain: str) -> None:
        super().__init__(
            _("Everybody can have an address at %(domain)s: it proves nothing. Choose another method.")
            % {"domain": domain}
        )


class TooManyCodes(Refusal):
    status = 429

    def __init__(self, most: int) -> None:
        sentence = ngettext(
            "%(most)s code was sent today. Try again tomorrow, or choose another method.",
            "%(most)s codes were sent today. Try again tomorrow, or choose another method.",
            most,
        )
        super().__init__(sentence % {"most": most})


class CodeNoLongerValid(Refusal):
    status = 410

    def __init__(self) -> None:
        super().__init__(_("This code was used, is older than 30 minutes or was tried too often. Send a new one."))


class WrongCode(Refusal):
    def __init__(self, left: int) -> None:
        super().__init__(_("This is not the code of the mail. Tries left: %(left)s.") % {"left": left})


class NothingToCheck(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is proven already and checked again by itself."))


class PaperWaits(Refusal):
    def __init__(self) -> None:
        super().__init__(_("A paper of this kind is with the operator already. Withdraw it before you send another."))


class OwnCompany(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You are on the staff of this company. Another operator must decide."))
