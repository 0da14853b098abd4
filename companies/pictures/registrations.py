"""What pictures register with companies: the section kind, the act of the journal."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies import journal
from companies.pictures.actions import ERASED, KIND
from companies.pictures.forms import PicturesForm, take_pictures
from companies.pictures.selectors import pictures_shown
from companies.sections import Content, SectionKind, section_kinds


def summary_of(content: Content) -> str:
    """How many pictures, and the video's title."""
    count = len(content.get("pictures", []))
    pictures = ngettext("%(count)s picture", "%(count)s pictures", count) % {"count": count} if count else ""
    video = _now("video: %(title)s") % {"title": content["video_title"]} if content.get("video") else ""
    return ", ".join(part for part in (pictures, video) if part)


def has_body(content: Content) -> bool:
    """A cover alone shows at the head of the page only."""
    return bool(content.get("video")) or any(not row["is_cover"] for row in content.get("pictures", []))


section_kinds.register(
    KIND,
    SectionKind(
        key=KIND,
        label=_("Pictures and video"),
        form=PicturesForm,
        summary=summary_of,
        template="pictures/section.html",
        context_of=pictures_shown,
        order=25,
        empty={"pictures": [], "video": "", "video_title": ""},
        why=_("A picture of your work is understood in every language."),
        has_body=has_body,
        takes_files=take_pictures,
    ),
)
journal.acts.register(ERASED, _("deleted picture {subject} for good"))
