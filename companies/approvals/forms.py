"""The shapes of a choice and of an answer."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from companies.approvals.choices import DEFAULT_HOURS, LEAST_HOURS, MOST_HOURS
from companies.models import Member
from companies.second_person import kinds

LONGEST_COMMENT = 1000


class RulesForm(forms.Form):
    """Which kinds of acts need a second person, who stands in, how long one waits."""

    kinds = forms.MultipleChoiceField(
        label=_("Acts that need a second person"), required=False, widget=forms.CheckboxSelectMultiple
    )
    deputy = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Deputy"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("May decide when nobody has answered in time, whatever the role."),
    )
    hours = forms.IntegerField(
        label=_("Time to answer, in hours"),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        initial=DEFAULT_HOURS,
        error_messages={
            key: _("Give a number of hours between 1 and 720, for example 72.")
            for key in ("required", "invalid", "min_value", "max_value")
        },
        help_text=_("Then the deputy is told; after as long again the request ends, and the text is a draft again."),
    )

    def __init__(self, *positional: Any, acting: Member, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.fields["kinds"].choices = [
            (kind.key, format_html('{}<span class="check__note">{}</span>', kind.label, kind.explanation))
            for kind in kinds
        ]
        colleagues = Member.objects.visible_to(acting).select_related("user").order_by("user__name", "pk")
        self.fields["deputy"].queryset = colleagues
        self.fields["deputy"].label_from_instance = lambda member: member.user.display_name


class SendBackForm(forms.Form):
    comment = forms.CharField(
        label=_("What should change"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in one sentence what should change: it is all your colleague will know.")},
    )
