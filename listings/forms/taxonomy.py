"""Forms of the back office for the taxonomy and the table of activity codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.actions.taxonomy import keep_activity_code, keep_specialty, refuse_misplaced
from listings.exceptions import MisplacedSpecialty
from listings.models import ActivityCode, Specialty
from listings.selectors import indented_name


class LinesField(forms.CharField):
    """A list of words, typed one per line."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), **arguments)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class SpecialtyChoiceField(forms.ModelChoiceField):
    """A choice among the whole tree, in its order and indented."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(Specialty.objects.in_tree_order().with_ancestors(), **arguments)

    def label_from_instance(self, specialty: Any) -> str:
        return indented_name(specialty)


class SpecialtyForm(forms.ModelForm):
    """A specialty: where it stands, its names and the words buyers type for it."""

    parent = SpecialtyChoiceField(
        required=False, label=_("Stands under"), empty_label=_("Nothing: it is a top specialty")
    )
    synonyms_en = LinesField(required=False, label=_("Synonyms in English"), help_text=_("One per line."))
    synonyms_fr = LinesField(required=False, label=_("Synonyms in French"), help_text=_("One per line."))

    class Meta:
        model = Specialty
        fields = [
            "name_en",
            "name_fr",
            "synonyms_en",
            "synonyms_fr",
            "parent",
            "position",
            "is_active",
            "slug",
        ]
        help_texts = {
            "is_active": _("Switched off, it and what stands under it can no longer be chosen or searched."),
            "slug": _("Cannot be changed later: addresses and pages of companies use it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.pk is not None

    def clean_parent(self) -> Specialty | None:
        parent = self.cleaned_data["parent"]
        try:
            refuse_misplaced(self.instance, parent)
        except MisplacedSpecialty as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
        return parent

    def save(self, commit: bool = True) -> Specialty:  # noqa: FBT001, FBT002 - Django's signature
        return keep_specialty(specialty=self.instance)


class ActivityCodeForm(forms.ModelForm):
    """An activity code and the specialty it lets us infer."""

    specialty = SpecialtyChoiceField(
        required=False,
        label=_("Specialty"),
        empty_label=_("None: nothing may be inferred"),
        help_text=_("Companies that have not chosen their specialties themselves follow within seconds."),
    )

    class Meta:
        model = ActivityCode
        fields = ["code", "specialty", "description"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = self.instance.pk is not None

    def save(self, commit: bool = True) -> ActivityCode:  # noqa: FBT001, FBT002 - Django's signature
        return keep_activity_code(entry=self.instance)
