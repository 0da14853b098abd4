"""Refusals of connections, each with a sentence that says what to do."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from connections.choices import INTRODUCTION_CHARACTERS
from network.common.exceptions import Forbidden, Refusal


class WithItself(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You act for this company: choose another one."))


class NotReachable(Refusal):
    """Somebody blocked somebody; which side, and that it was a block, stays silent."""

    def __init__(self, company: str) -> None:
        super().__init__(_("%(company)s does not take requests from your company.") % {"company": company})


class BlockedByUs(Refusal):
    def __init__(self, company: str) -> None:
        super().__init__(_("You have blocked %(company)s. Unblock it first.") % {"company": company})


class NobodyThere(Refusal):
    """An imported page that nobody has claimed."""

    def __init__(self, company: str) -> None:
        super().__init__(
            _("Nobody from %(company)s is on Comptoir yet, so nobody would answer. You can follow its page.")
            % {"company": company}
        )


class SellingFromFreeCategory(Refusal):
    """Only providers sell; everybody else is asked to change category first."""

    def __init__(self, category: str) -> None:
        super().__init__(
            _(
                "A request that sells is for providers, and your category is “%(category)s”. "
                "If you sell services to companies, ask to change your category: what you have stays for 30 days. "
                "Otherwise choose another purpose."
            )
            % {"category": category}
        )

    next_label = _("Change the category")

    @property
    def next_url(self) -> str:
        return reverse("companies:category")


class NothingToSellTo(Refusal):
    """The asked company's category is not settled: nothing may be sold to it."""

    def __init__(self, company: str) -> None:
        super().__init__(
            _(
                "The category of %(company)s is not settled yet: you cannot offer your services to it. Choose another purpose."
            )
            % {"company": company}
        )


class AlreadyAsked(Refusal):
    def __init__(self, introduction: Any) -> None:
        self.introduction = introduction
        super().__init__(
            _("Your request to this company is still waiting. A second one would cost a unit for nothing.")
        )

    next_label = _("See the request")

    @property
    def next_url(self) -> str:
        return self.introduction.get_absolute_url()


class TooLong(Refusal):
    def __init__(self, too_many: int) -> None:
        super().__init__(
            ngettext_lazy(
                "Purpose and benefit share %(limit)d characters: take out %(count)d character.",
                "Purpose and benefit share %(limit)d characters: take out %(count)d characters.",
                too_many,
            )
            % {"limit": INTRODUCTION_CHARACTERS, "count": too_many}
        )


class AlreadyAnswered(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This request no longer waits for an answer."))


class NotYours(Forbidden):
    """The other side has to do this."""

    def __init__(self) -> None:
        super().__init__(_("Only the other company can do this."))


class AlreadyConnected(Refusal):
    def __init__(self) -> None:
        super().__init__(_("A connection with this company exists or waits for an answer. See “Network”."))


class ConnectionWasDeclined(Refusal):
    def __init__(self, company: str) -> None:
        super().__init__(
            _("%(company)s did not confirm your last proposal. It can propose a connection itself.")
            % {"company": company}
        )
