"""Refusals of the staff's life cycle, each with what to do next."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.common.exceptions import Forbidden, Refusal


class MayNotAsk(Forbidden):
    """The company lets only its own mailboxes ask, or nobody."""

    def __init__(self, company: str, domain: str) -> None:
        if domain:
            sentence = _(
                "%(company)s lets only people with a mailbox at %(domain)s ask. Add that address to your account, "
                "confirm it, then ask again."
            )
            self.next_url, self.next_label = reverse("account_email"), _("Add an address")
        else:
            sentence = _("%(company)s invites its staff itself. Ask a colleague there to invite you.")
        super().__init__(sentence % {"company": company, "domain": domain})


class AskedRecently(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You have asked already. The staff answers within 14 days; after that you can ask again."))
        self.next_url, self.next_label = reverse("companies:start"), _("See your requests")


class TooManyRequests(Refusal):
    status = 429

    def __init__(self, most: int) -> None:
        sentence = ngettext(
            "You can ask at most %(most)s company a day. Ask the others tomorrow.",
            "You can ask at most %(most)s companies a day. Ask the others tomorrow.",
            most,
        )
        super().__init__(sentence % {"most": most})


class RequestNoLongerOpen(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This request was answered or taken back, or its 14 days are over. Reload the staff page."))
        self.next_url, self.next_label = reverse("companies:staff"), _("See the staff")


class NoSecondFactorOfOnesOwn(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You have no second factor yourself. Set yours up first, then ask it of the others."))
        self.next_url, self.next_label = reverse("mfa_index"), _("Set mine up")


class LastOwnerSomewhere(Refusal):
    """Somebody who is the last owner of companies cannot delete his account."""

    def __init__(self, companies: Sequence[str]) -> None:
        super().__init__(
            _("You are the last owner of %(companies)s. Name another owner there first, then delete the account.")
            % {"companies": ", ".join(companies)}
        )
        self.next_url, self.next_label = reverse("staffing:close_account"), _("See what is missing")


class UnreadableList(Refusal):
    """The typed or uploaded list cannot be used at all; the sentence says what to do."""

    status = 422
