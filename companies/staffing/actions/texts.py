"""Texts left with their author."""

from companies.models import SectionDraft
from companies.staffing.selectors import texts_left_with
from network.accounts.models import User


def forget_text(*, user: User, draft: SectionDraft) -> None:
    """Delete a text of one's own, of a company one has left."""
    texts_left_with(user).filter(pk=draft.pk).delete()
