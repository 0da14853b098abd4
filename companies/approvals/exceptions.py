"""Refusals of approvals, each with a sentence that says what to do."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.common.exceptions import Forbidden, Refusal


class OwnRequest(Forbidden):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("This is your own request: a second person has to decide it. You can withdraw it.")
        )


class NotYourRequest(Forbidden):
    def __init__(self) -> None:
        super().__init__(gettext_lazy("Only whoever made this request can withdraw it. You can send it back."))


class NoLongerWaiting(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext_lazy("This request no longer waits: it was decided, replaced or withdrawn meanwhile."))
        self.next_url, self.next_label = reverse("approvals:requests"), gettext_lazy("See the requests")


class CommentMissing(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext_lazy("Say in one sentence what should change: it is all your colleague will know."))


class NobodyElse(Refusal):
    """Nobody but the acting member could approve acts of these kinds."""

    def __init__(self, labels: Iterable[object]) -> None:
        super().__init__(
            _(
                "Nobody but you could approve: %(kinds)s. Invite a colleague with a role that may, choose a deputy, or leave it off."
            )
            % {"kinds": get_text_list([str(label) for label in labels], _("and"))}
        )
        self.next_url, self.next_label = f"{reverse('companies:staff')}#invite", gettext_lazy("Invite a colleague")
