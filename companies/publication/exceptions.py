"""Refusals of publication."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.common.exceptions import Forbidden, Refusal

if TYPE_CHECKING:
    from companies.publication.models import PlannedPublication


class DueInThePast(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(_("This time has passed. Choose a later one, or publish now."))


class DueTooFar(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(_("A text can be planned for the next twelve months. Choose an earlier day."))


class NothingNew(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(_("This text is on line already. Change it first, then plan it."))


class PersonalSection(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("In this section each person answers for himself: it cannot be planned. Publish it now."))


class WaitsAlready(Refusal):
    """Another text waits for this section, which the member has not seen."""

    def __init__(self, planned: "PlannedPublication") -> None:
        who = planned.author.display_name if planned.author else ""
        when = date_format(localtime(planned.due_at), "DATETIME_FORMAT")
        super().__init__(
            _(
                "Another text of this section waits for %(when)s (%(who)s). Look at it first, then replace it or call it off."
            )
            % {"when": when, "who": who}
        )
        self.next_url, self.next_label = reverse("publication:look", args=[planned.pk]), _("See the text that waits")


class NoLongerWaits(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This text no longer waits: it was published, replaced or called off meanwhile."))
        self.next_url, self.next_label = reverse("publication:planned"), _("See what is planned")


class TooManyLinks(Refusal):
    def __init__(self, limit: int) -> None:
        sentence = ngettext(
            "Your company may have %(limit)s open preview link. Close it once it is no longer needed, then make the new one.",
            "Your company may have %(limit)s open preview links. Close one that is no longer needed, then make the new one.",
            limit,
        )
        super().__init__(sentence % {"limit": limit})
