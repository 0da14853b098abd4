"""The shape of a search to keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from search_index.alerts.choices import Frequency


class SaveSearchForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As it will stand in your mails."))
    frequency = forms.ChoiceField(
        label=_("Tell me of companies that newly answer it"), choices=Frequency, widget=forms.RadioSelect
    )


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(choices=Frequency)
