"""What operators type about the network itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.common.live_settings import Setting


class SettingForm(forms.Form):
    """Another value for one setting, and why; `seen` is the version it was typed over."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Other operators read it in the history."),
        error_messages={"required": _("Say why: the history keeps it.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ["value", "reason", "seen"]

    def __init__(self, setting: Setting[Any], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["value"] = setting.field()
        self.order_fields(self.field_order)
