"""Refusals of standing in, each with the next step."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Forbidden, Refusal


class MayNotStandIn(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You may not act for other people. Ask an operator who may."))


class NeverForAnOperator(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Nobody acts for an operator, nor for himself. Choose another person of the company."))


class NobodyThere(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This person is not on the staff any more. Choose another."))


class OneAtATime(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You act for somebody already. End that first: the banner on top of each page does it."))


class OnlyInPerson(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This is for the person himself. Powers, money, letters and personal settings stay closed while you act for somebody: end it first."
            )
        )
