"""Refusals of recovery, each with the next step."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.common.exceptions import Forbidden, Refusal


class NothingToRecover(Refusal):
    def __init__(self, company: Company) -> None:
        super().__init__(_("Nobody holds this page yet. Claim it instead: it is quicker."))
        self.next_url, self.next_label = reverse("companies:claim", args=[company.slug]), _("Claim the page")


class OwnerAlready(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You are an owner of this company: there is nothing to recover."))
        self.next_url, self.next_label = reverse("companies:staff"), _("See the staff")


class NotAgainYet(Refusal):
    def __init__(self, day: datetime) -> None:
        super().__init__(
            _("Your last request was stopped or refused. You can ask again from %(day)s.")
            % {"day": date_format(localtime(day))}
        )


class StillCoolingOff(Refusal):
    def __init__(self, day: datetime) -> None:
        super().__init__(
            _("The staff has until %(day)s to answer. Approve after that.")
            % {"day": date_format(localtime(day), "DATETIME_FORMAT")}
        )


class SecondMustBeAnother(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You approved this already. A second operator must approve too."))


class NotDisinterested(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("You ask for it yourself or belong to this company. Another operator must decide."))
