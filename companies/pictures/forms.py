"""The form of the section "pictures": what each shows, their order, which one is the cover; and a video."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from companies.forms.lists import ListSectionForm, RowForm
from companies.models import Member
from companies.pictures.actions import keep_picture
from companies.pictures.forgetting import KEPT_UNPUBLISHED
from companies.pictures.models import Picture
from companies.pictures.selectors import pictures_named
from companies.pictures.videos import video_at
from companies.sections import Content
from companies.uploads import picture_from
from network.common.exceptions import Refusal

MOST_SHOWN = 13
"""Twelve in the gallery and the cover."""

LONGEST_ALTERNATIVE = 160


class PictureRowForm(RowForm):
    """One picture: its number, what it shows, whether it is the cover."""

    columns = (("alt",), ("is_cover",))
    preset = ("DELETE",)

    picture = forms.IntegerField(widget=forms.HiddenInput)
    alt = forms.CharField(
        label=_("What it shows"),
        max_length=LONGEST_ALTERNATIVE,
        required=False,
        help_text=_("In one sentence, for whoever cannot see it: “Two people load parcels into a bicycle trailer”."),
    )
    is_cover = forms.BooleanField(label=_("The cover of the page, across its whole width"), required=False)

    def __init__(self, *positional: Any, known: dict[int, Picture], **named: Any) -> None:
        super().__init__(*positional, **named)
        self.known = known

    @property
    def shown(self) -> Picture | None:
        """The picture to draw beside the row."""
        number = str(self["picture"].value() or "")
        return self.known.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 15 else None

    def clean_picture(self) -> int:
        number = self.cleaned_data["picture"]
        if number not in self.known:
            raise ValidationError(_("This picture was deleted: remove its row."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("DELETE") and not cleaned.get("is_cover") and not (cleaned.get("alt") or "").strip():
            self.add_error("alt", _("Say what the picture shows: not everybody sees it."))
        return cleaned


class PicturesForm(ListSectionForm):
    """The gallery in its order, the cover among it, and the address of a video."""

    template = "pictures/form.html"
    key = "pictures"
    label = _("Pictures")
    row_name = _("Picture")
    row_form = PictureRowForm
    at_most = MOST_SHOWN
    empty_rows = (0, 0)
    days_kept = KEPT_UNPUBLISHED.days

    video = forms.CharField(
        label=_("Video"),
        max_length=200,
        required=False,
        help_text=_("Its address on YouTube, Vimeo or Dailymotion. Nothing is loaded from there before a reader asks."),
    )
    video_title = forms.CharField(label=_("Title of the video"), max_length=100, required=False)

    def row_options(self) -> dict[str, Any]:
        """The company's pictures, read once for all rows."""
        if not hasattr(self, "_known"):
            kept = Picture.objects.there().filter(company=self.company)
            self._known = {picture.pk: picture for picture in kept}
        return {"known": self._known}

    @property
    def others(self) -> list[Picture]:
        """Pictures kept from earlier, to take again or to delete for good; newest first."""
        taken = {row.shown.pk for row in self.formset.forms if row.shown}
        return [picture for number, picture in self.row_options()["known"].items() if number not in taken]

    def clean_video(self) -> str:
        typed = self.cleaned_data["video"].strip()
        if not typed:
            return ""
        found = video_at(typed)
        if found is None:
            raise ValidationError(
                _(
                    "Copy the address of one video on YouTube, Vimeo or Dailymotion, for example https://vimeo.com/76979871."
                )
            )
        return found.address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("video") and not (cleaned.get("video_title") or "").strip():
            self.add_error("video_title", _("Give the video a title: it stands on the button that starts it."))
        return cleaned

    def is_valid(self) -> bool:
        is_complete = super().is_valid()
        if is_complete:
            rows = self.content()[self.key]
            if sum(row["is_cover"] for row in rows) > 1:
                self.add_error(None, _("Only one picture can be the cover: untick the others."))
            if len({row["picture"] for row in rows}) < len(rows):
                self.add_error(None, _("The same picture stands here twice: remove one of them."))
        return is_complete and not self.errors

    def content(self) -> Content:
        return {
            **super().content(),
            "video": self.cleaned_data["video"],
            "video_title": self.cleaned_data["video_title"].strip() if self.cleaned_data["video"] else "",
        }

    @classmethod
    def initial_of(cls, content: Content) -> dict[str, Any]:
        return {name: content.get(name, "") for name in ("video", "video_title")}

    @classmethod
    def data_of(cls, content: Content) -> dict[str, Any]:
        rows = [
            {name: value for name, value in row.items() if name != "is_cover" or value} for row in cls.rows_of(content)
        ]
        return {**super().data_of({cls.key: rows}), **cls.initial_of(content)}

    @classmethod
    def label_of(cls, key: str) -> Any:
        return cls.label if key == cls.key else cls.base_fields[key].label

    @classmethod
    def row_text(cls, row: dict[str, Any]) -> str:
        text = _now("Picture %(number)s: %(alt)s") % {"number": row["picture"], "alt": row["alt"] or "–"}
        return f"{text} ({_now('cover')})" if row["is_cover"] else text

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        return super().text_of(key, value) if key == cls.key else str(value)


def take_pictures(member: Member, posted: QueryDict, files: list[UploadedFile]) -> tuple[QueryDict, list[str]]:
    """What was typed, with a row for each picture that could be kept, and why each of the others was refused."""
    data, refused = posted.copy(), []
    again = posted.get("take_again", "")
    if again.isascii() and again.isdigit() and len(again) < 15 and pictures_named(member.company, [int(again)]):
        _add_row(data, int(again))
    for upload in files[:MOST_SHOWN]:
        try:
            picture = keep_picture(acting=member, drawn=picture_from(upload))
        except ValidationError as error:
            refused.append(f"{upload.name}: {' '.join(error.messages)}")
        except Refusal as refusal:
            refused.append(f"{upload.name}: {refusal.sentence}")
        else:
            _add_row(data, picture.pk)
    if not files and "add_files" in posted:
        refused.append(_now("Choose one or several pictures first."))
    if len(files) > MOST_SHOWN:
        refused.append(_now("%(count)s pictures at a time: send the others afterwards.") % {"count": MOST_SHOWN})
    return data, refused


def _add_row(data: QueryDict, picture: int) -> None:
    key = PicturesForm.key
    total = data.get(f"{key}-TOTAL_FORMS", "")
    number = min(int(total), MOST_SHOWN + 19) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    data[f"{key}-{number}-picture"] = str(picture)
    data[f"{key}-TOTAL_FORMS"] = str(number + 1)
    data.setdefault(f"{key}-INITIAL_FORMS", "0")
