"""Files people send: what they really are, not what they are called."""

from io import BytesIO
from uuid import uuid4

import filetype
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_DOCUMENT = 5 * 1024 * 1024
LARGEST_LOGO = 2 * 1024 * 1024
MOST_PIXELS = 40_000_000
LOGO_SIDE = 312
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


def _read(upload: UploadedFile, largest: int) -> bytes:
    if (upload.size or 0) > largest:
        raise ValidationError(
            _("This file is larger than %(size)s MB: send a smaller one.") % {"size": largest // 1024**2}
        )
    return upload.read()


def _decode(content: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP"))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(_("This picture has too many pixels: send a smaller one."))
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture is damaged or of another kind: send a PNG or a JPEG.")) from error
    return picture
