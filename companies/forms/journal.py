"""The filter of the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.selectors.journal import acts_of, authors_of

LONGEST_WORDS = 100


class JournalFilterForm(forms.Form):
    """Act, author, period and words; everything may be left out, and what nobody did finds nothing."""

    act = forms.CharField(label=_("Act"), required=False, widget=forms.Select)
    author = forms.CharField(label=_("By"), required=False, widget=forms.Select)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    words = forms.CharField(label=_("About"), required=False, max_length=LONGEST_WORDS)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].widget.choices = [("", _("All acts")), *acts_of(company)]
        self.fields["author"].widget.choices = [("", _("Everybody")), *authors_of(company)]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        since, until = read.get("since"), read.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one: give a later day."))
        return read
