"""What buyers and payers type."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from premium.choices import PaymentWay


class SendForm(forms.Form):
    """To whom, in which language, with which words."""

    email = forms.EmailField(
        label=_("E-mail address of who pays"),
        help_text=_("The link opens without an account and is valid for 30 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the mail and of the page"), choices=settings.LANGUAGES)
    message = forms.CharField(
        label=_("Your message"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why the company needs the pack, in your words."),
    )


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AcceptForm(forms.Form):
    """Who accepts the quote, and how it is paid."""

    name = forms.CharField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    function = forms.CharField(
        label=_("Your function"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    way = forms.ChoiceField(label=_("How you pay"), widget=forms.RadioSelect, initial=PaymentWay.TRANSFER)

    def __init__(self, *arguments: Any, ways: list[PaymentWay], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["way"].choices = [(way.value, way.label) for way in ways]
        if PaymentWay.TRANSFER not in ways:
            self.fields["way"].initial = next(iter(ways), None)
