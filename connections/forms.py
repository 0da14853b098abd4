"""The shape of what people type about their connections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from connections.choices import INTRODUCTION_CHARACTERS, ConnectionKind, Purpose
from connections.exceptions import TooLong


class PlainTextField(forms.CharField):
    """A text of several lines; browsers send two characters for a line break, people typed one."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class IntroductionForm(forms.Form):
    """What the asking company says; purpose and benefit share their characters."""

    purpose_kind = forms.ChoiceField(label=_("What is it for"), choices=Purpose, widget=forms.RadioSelect)
    purpose = PlainTextField(
        rows=5,
        label=_("Your purpose"),
        help_text=_("What you need, how much of it, and when. The first line becomes the subject of the conversation."),
    )
    benefit = PlainTextField(
        rows=4,
        label=_("What they gain"),
        help_text=_("Why an answer is worth their time: a budget, a volume, a reference."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        too_many = len(cleaned.get("purpose", "")) + len(cleaned.get("benefit", "")) - INTRODUCTION_CHARACTERS
        if too_many > 0:
            self.add_error("benefit", str(TooLong(too_many).sentence))
        return cleaned

    @property
    def characters(self) -> int:
        """Used so far of the shared characters."""
        return sum(len((self[name].value() or "").replace("\r\n", "\n")) for name in ("purpose", "benefit"))


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, for your colleagues only"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ConnectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What this company is for yours"), choices=ConnectionKind, widget=forms.RadioSelect
    )


class FollowSwitchesForm(forms.Form):
    """Three independent choices; an unticked box is a choice too."""

    in_feed = forms.BooleanField(required=False)
    in_alerts = forms.BooleanField(required=False)
    in_digest = forms.BooleanField(required=False)
