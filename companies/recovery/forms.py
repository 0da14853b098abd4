"""What a person who recovers a company types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.claims import ClaimForm


class RecoveryForm(ClaimForm):
    """The evidence of a claim, with what happened; the document is required."""

    explanation = forms.CharField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who was the owner, since when nobody answers, what you have tried."),
        error_messages={"required": _("Two sentences are enough: operators and staff read them.")},
    )
    field_order = ["function", "explanation", "registration_number", "document"]
    message = None  # type: ignore[assignment]

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        document = self.fields["document"]
        document.required = True
        document.error_messages["required"] = _(
            "Without a document nobody can be told apart from a stranger. Choose one."
        )
