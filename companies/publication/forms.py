"""The shape of what is asked when a text is planned or a link is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.publication.actions.previews import DAYS


class DueForm(forms.Form):
    """When a text goes on line, in the reader's time zone."""

    due_at = forms.DateTimeField(
        label=_("Day and time"),
        error_messages={
            "required": _("Choose the day and the time at which the text goes on line."),
            "invalid": _("Write the day and the time like 2026-12-24 09:00."),
        },
    )
    replaces = forms.IntegerField(required=False)


def days_label(days: int) -> str:
    return _("1 day") if days == 1 else _("%(days)s days") % {"days": days}


class LinkForm(forms.Form):
    """For whom, and how long."""

    name = forms.CharField(label=_("For whom?"), max_length=80, help_text=_("Only you and your colleagues see this."))
    days = forms.TypedChoiceField(
        label=_("Open for"), coerce=int, initial=7, choices=lambda: [(days, days_label(days)) for days in DAYS]
    )
