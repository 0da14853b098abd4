"""The composer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from connections.forms import PlainTextField

MESSAGE_CHARACTERS = 5000


class MessageForm(forms.Form):
    text = PlainTextField(
        rows=3,
        label=_("Your message"),
        max_length=MESSAGE_CHARACTERS,
        error_messages={"required": _("Write your message first.")},
    )
    last_seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
