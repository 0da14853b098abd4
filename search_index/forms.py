"""Forms of the back office for synonyms: to keep a group, and to try one before it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search_index.models import SynonymGroup

MOST_WORDS = 40
MOST_TRIES = 10


class LinesField(forms.CharField):
    """A list of words or expressions, typed one per line."""

    def __init__(self, *, rows: int, most: int, **arguments: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **arguments)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else [line.strip() for line in (value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[: self.most]

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class SynonymGroupForm(forms.ModelForm):
    """A group of words that mean the same."""

    words = LinesField(
        rows=8,
        most=MOST_WORDS,
        label=_("Words and expressions"),
        help_text=_("One per line, in French and English, at least two. Capitals, accents and plurals do not matter."),
    )

    class Meta:
        model = SynonymGroup
        fields = ["words", "is_active"]

    def clean_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["words"]
        if len(words) < 2:
            raise forms.ValidationError(_("Write at least two words, one per line."))
        return words


class TryForm(forms.Form):
    """Searches to try with a group that is not kept yet."""

    words = LinesField(rows=6, most=MOST_WORDS, required=False, label=_("Words of the group, one per line"))
    searches = LinesField(rows=4, most=MOST_TRIES, label=_("Searches to try, one per line"))
