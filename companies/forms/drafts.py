"""Drafts as forms: from what a browser posts to what is kept, and back."""

from django.http import QueryDict

from companies.actions.drafts import Fields
from companies.models import SectionDraft

NOT_TEXT = {"csrfmiddlewaretoken", "base_version", "draft_known", "add_rows", "move_row", "act", "due_at", "replaces"}


def fields_in(posted: QueryDict) -> Fields:
    """What the form held, without what belongs to the page around it, and without NUL, which PostgreSQL keeps in no text."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in posted.lists()
        if name not in NOT_TEXT
    }


def data_of(draft: SectionDraft) -> QueryDict:
    """What a browser would post for a draft."""
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, list(values))
    return data
