"""The form of a section: from content to fields and back, and the words to compare when two people wrote."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from companies.merging import join_texts, merge_paragraphs, merge_rows
from companies.models import Company, Member
from companies.sections import Content, Texts


class SectionForm(forms.Form):
    """Base of section forms: one field a key of the content.

    Subclasses with another shape override `initial_of`, `content` and `data_of`. `template` renders the fields.
    """

    template: ClassVar[str] = "companies/sections/fields.html"
    can_add_rows: ClassVar[bool] = False
    is_checked_again: ClassVar[bool] = True
    """Whether a text merged from two is checked like a typed one, through `data_of`."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        content: Content,
        company: Company,
        member: Member | None = None,
    ) -> None:
        self.company, self.member, self.published = company, member, content
        super().__init__(data, initial=self.initial_of(content))

    @classmethod
    def initial_of(cls, content: Content) -> dict[str, Any]:
        """Values of the fields for a published content."""
        return dict(content)

    @classmethod
    def data_of(cls, content: Content) -> dict[str, Any]:
        """What a browser would post for this content, to check a merged text like a typed one."""
        return {name: "" if value is None else value for name, value in cls.initial_of(content).items()}

    def content(self) -> Content:
        """The content to save, after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in self.base_fields}

    def unjudged(self) -> None:
        """Show again what was typed, without judging it: nobody has said yet that it is finished."""
        self.initial = {name: self[name].data for name in self.fields}
        self.is_bound = False

    @classmethod
    def label_of(cls, key: str) -> str | Promise:
        """What a key of the content is called on the screen."""
        declared = cls.base_fields.get(key)
        return declared.label or key if declared else key

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        """One value of the content as words, to compare and to show in the history."""
        if isinstance(value, list):
            return "\n".join(str(entry) for entry in value)
        return "" if value is None else str(value)

    @classmethod
    def texts_of(cls, content: Content) -> Texts:
        """(key, label, words) of every value."""
        return [(key, cls.label_of(key), cls.text_of(key, value)) for key, value in content.items()]

    @classmethod
    def both(cls, mine: Any, theirs: Any) -> Any:
        """Rows of two lists together; for values that cannot be joined, mine."""
        if isinstance(mine, list) and isinstance(theirs, list):
            return theirs + [entry for entry in mine if entry not in theirs]
        return mine

    @classmethod
    def joined(cls, mine: Any, theirs: Any, base: Any) -> Any:
        """Both values in one, knowing what they were: what one side removed or left alone does not come back."""
        if isinstance(mine, str) and isinstance(theirs, str):
            return join_texts(base or "", mine, theirs)
        if isinstance(mine, list) and isinstance(theirs, list):
            known = base or []
            left = [entry for entry in theirs if entry not in known or entry in mine]
            return cls.both([entry for entry in mine if entry not in known or entry in theirs], left)
        return cls.both(mine, theirs)

    @classmethod
    def merged(cls, mine: Any, theirs: Any, base: Any) -> Any | None:
        """Both values in one where they do not overlap; None when a person has to choose."""
        if isinstance(mine, str) and isinstance(theirs, str):
            return merge_paragraphs(base or "", mine, theirs)
        if isinstance(mine, list) and isinstance(theirs, list):
            return merge_rows(base or [], mine, theirs)
        return None

    @classmethod
    def can_keep_both(cls, key: str) -> bool:
        """Whether two values of the key can stand one after the other."""
        declared = cls.base_fields.get(key)
        return declared is None or isinstance(declared.widget, forms.Textarea)
