"""Files people send: what they really are, not what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from uuid import uuid4

import filetype
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LARGEST_DOCUMENT = 5 * 1024 * 1024
LARGEST_LOGO = 2 * 1024 * 1024
MOST_PIXELS = 40_000_000
LOGO_SIDE = 312
LARGEST_PICTURE = 10 * 1024 * 1024
LARGEST_SIDE = 2000
SMALLEST_SIDE = 64
QUALITY = 82
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    MemoryError,
)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
DOCUMENT_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def checked_document(upload: UploadedFile) -> ContentFile:
    """A PDF, JPEG or PNG under a name of our own; pictures are decoded to be sure.

    Raises:
        ValidationError: too large, of another kind, or damaged.

    """
    content = _read(upload, LARGEST_DOCUMENT)
    guessed = filetype.guess(content)
    extension = DOCUMENT_TYPES.get(guessed.mime) if guessed else None
    if extension is None:
        raise ValidationError(_("Send a PDF, a JPEG or a PNG: this file is of another kind."))
    if extension != "pdf":
        _decode(content)
    return ContentFile(content, name=f"{uuid4().hex}.{extension}")


def logo_from(upload: UploadedFile) -> ContentFile:
    """A square PNG made from the picture; nothing of the original file is kept.

    Raises:
        ValidationError: too large, or not a picture we can read.

    """
    picture = ImageOps.exif_transpose(_decode(_read(upload, LARGEST_LOGO))).convert("RGBA")
    square = ImageOps.pad(picture, (LOGO_SIDE, LOGO_SIDE), color=(255, 255, 255, 0))
    drawn = BytesIO()
    square.save(drawn, format="PNG", optimize=True)
    return ContentFile(drawn.getvalue(), name=f"{uuid4().hex}.png")


@dataclass(frozen=True)
class DrawnPicture:
    """A picture drawn anew, with its size in pixels."""

    file: ContentFile
    width: int
    height: int


def picture_from(upload: UploadedFile) -> DrawnPicture:
    """A WebP of at most `LARGEST_SIDE` pixels a side; place, camera and whatever else the file carried are gone.

    Raises:
        ValidationError: empty, too large, too small, or not a picture we can read.

    """
    picture = _decode(_read(upload, LARGEST_PICTURE))
    picture = ImageOps.exif_transpose(picture)
    if min(picture.size) < SMALLEST_SIDE:
        raise ValidationError(
            _("This picture is too small to be shown: send one of at least %(side)s pixels a side.")
            % {"side": SMALLEST_SIDE}
        )
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return DrawnPicture(_webp(picture), picture.width, picture.height)


def narrower(whole: IO[bytes], widths: Iterable[int]) -> dict[int, ContentFile]:
    """Copies of one of our pictures in these widths (pixels), each lower in proportion."""
    with Image.open(whole) as picture:
        return {
            width: _webp(
                picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)
            )
            for width in widths
        }


def _webp(picture: Image.Image) -> ContentFile:
    """Pixels alone: a new file that holds nothing of the old one but what is seen."""
    has_transparency = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_transparency else "RGB")
    plain.info.clear()
    drawn = BytesIO()
    plain.save(drawn, format="WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return ContentFile(drawn.getvalue(), name=f"{uuid4().hex}.webp")


def _read(upload: UploadedFile, largest: int) -> bytes:
    if (upload.size or 0) > largest:
        raise ValidationError(
            _("This file is larger than %(size)s MB: send a smaller one.") % {"size": largest // 1024**2}
        )
    return upload.read()


def _decode(content: bytes) -> Image.Image:
    if not content.strip():
        raise ValidationError(_("This file is empty: choose the picture again."))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise ValidationError(_("SVG and HTML files can carry a program: send the picture as PNG, JPEG or WebP."))
    try:
        picture = Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP"))
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process
        picture.load()
    except BOMBS as error:
        raise ValidationError(_("This picture has too many pixels: send a smaller one.")) from error
    except UNREADABLE as error:
        raise ValidationError(_("This picture is damaged or of another kind: send a PNG or a JPEG.")) from error
    return picture
