"""What a page shows of pictures and video, and what its editors may choose from."""

from dataclasses import dataclass
from typing import Any

from companies.models import Company
from companies.pictures.models import Picture
from companies.pictures.videos import video_at
from companies.sections import Content


@dataclass(frozen=True)
class ShownPicture:
    """A picture with what it shows, in words."""

    picture: Picture
    alt: str

    @property
    def column_url(self) -> str:
        """Wide enough for a column of the page."""
        return self.picture.url_of(640)


def pictures_shown(company: Company, content: Content) -> dict[str, Any]:
    """Cover, gallery and video of a page; one query. Pictures that were deleted for good are left out."""
    rows = content.get("pictures", [])
    found = pictures_named(company, [row["picture"] for row in rows])
    kept = [row for row in rows if row["picture"] in found]
    return {
        "cover": next((found[row["picture"]] for row in kept if row["is_cover"]), None),
        "gallery": [ShownPicture(found[row["picture"]], row["alt"]) for row in kept if not row["is_cover"]],
        "video": video_at(content.get("video", "")),
        "video_title": content.get("video_title", ""),
    }


def pictures_named(company: Company, ids: list[int]) -> dict[int, Picture]:
    """The company's own pictures among these, by number."""
    if not ids:
        return {}
    return {picture.pk: picture for picture in Picture.objects.there().filter(company=company, pk__in=ids)}
