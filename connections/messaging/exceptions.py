"""Refusals of messaging, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from network.common.exceptions import Refusal


class NewerMessages(Refusal):
    """Messages arrived since the writer last saw the conversation; sending again with the newest number goes through."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            ngettext_lazy(
                "%(count)d message arrived since you opened this. Your text is kept below: read, then send again.",
                "%(count)d messages arrived since you opened this. Your text is kept below: read, then send again.",
                count,
            )
            % {"count": count}
        )


class ConversationClosed(Refusal):
    """The other side blocked; that it was a block stays silent."""

    def __init__(self) -> None:
        super().__init__(_("This conversation is closed: messages can no longer be sent in it."))
