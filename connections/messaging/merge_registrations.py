"""What becomes of conversations when two pages of one company are merged; what the two wrote to each other stays as it was."""

from collections.abc import Callable

from django.db.models import Q

from companies.merge_rules import Pair, move
from connections.messaging.models import Participation


def _with_others(path: str) -> Callable[[Pair], Q]:
    """Conversations with anybody but the kept company: that one would be a conversation with itself."""

    def rows(pair: Pair) -> Q:
        between = Participation.objects.filter(company=pair.merged, other=pair.kept)
        return ~Q(**{f"{path}__in": list(between.values_list("conversation_id", flat=True))})

    return rows


# Nobody but the two companies reads what a conversation is about, not even the operator. An undo leaves a conversation that went on with the company that went on with it.
move(
    "messaging.Conversation",
    "last_author_company",
    only=_with_others("pk"),
    witness=("sequence",),
    words=lambda conversation: f"# {conversation.pk}",
)
move(
    "messaging.Participation",
    "company",
    "other",
    only=_with_others("conversation_id"),
    once=("conversation_id", "company_id"),
    witness=("conversation.sequence",),
    related=("conversation", "company", "other"),
    words=lambda side: f"# {side.conversation_id} · {side.company}, {side.other}",
)
move(
    "messaging.Message",
    "author_company",
    only=_with_others("conversation_id"),
    witness=("conversation.sequence",),
    related=("conversation",),
    words=lambda message: f"# {message.conversation_id} · {message.sequence}",
)
