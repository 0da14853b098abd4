"""The forms with which an operator decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import Category


class CategoryDecisionForm(forms.Form):
    """The category the operator confirms."""

    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)


class ReasonForm(forms.Form):
    """Why a request is refused; the company or the claimant reads it."""

    reason = forms.CharField(
        label=_("Reason given to the person"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the person must know what to bring next time.")},
    )


class NoticeAnswerForm(forms.Form):
    """The answer to a request about a page."""

    answer = forms.CharField(
        label=_("Answer sent by mail"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write one sentence: the person waits for it.")},
    )
