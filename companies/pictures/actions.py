"""Keeping, narrowing and erasing pictures; which of them the page shows is the section's affair."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from companies import journal
from companies.models import Company, Member
from companies.permissions import require
from companies.pictures.exceptions import PictureIsShown, TooManyPictures
from companies.pictures.models import WIDTHS, Picture
from companies.roles import CompanyPermission
from companies.sections import section_of
from companies.uploads import DrawnPicture, narrower
from network.common import live_settings
from network.common.outbox import publish

ERASED = "pictures.erased"
SIZES: Final = "pictures.sizes"
"""The topic: a picture whose narrower copies are to be made."""

MOST_KEPT: Final = live_settings.register(
    live_settings.Limit(
        name="pictures.kept",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Pictures kept"),
        help=gettext_lazy("How many a company may keep, those of earlier versions included."),
        default=300,
        least=20,
        most=5000,
        unit=gettext_lazy("for each company"),
    )
)

KIND: Final = "pictures"


@transaction.atomic
def keep_picture(*, acting: Member, drawn: DrawnPicture) -> Picture:
    """Keep a picture that was decoded and drawn anew; it is shown once a version of the section names it.

    Raises:
        RoleTooSmall: the member may not edit the page.
        TooManyPictures: the company keeps `MOST_KEPT` already.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=acting.company_id)
    most = MOST_KEPT.now()
    if Picture.objects.visible_to(acting).there().count() >= most:
        raise TooManyPictures(most)
    picture = Picture.objects.create(
        company=acting.company, sent_by=acting.user, file=drawn.file, width=drawn.width, height=drawn.height
    )
    publish(SIZES, str(picture.pk))
    return picture


def make_sizes(*, picture_id: int) -> None:
    """Make the narrower copies; safe to run twice. Nothing to do for a picture erased meanwhile."""
    picture = Picture.objects.there().filter(pk=picture_id).first()
    if picture is None:
        return
    wanted = [width for width in WIDTHS if width < picture.width]
    with picture.file.open() as whole:
        copies = narrower(whole, wanted)
    storage = picture.file.storage
    for width, content in copies.items():
        if not storage.exists(picture.name_of(width)):
            storage.save(picture.name_of(width), content)
    Picture.objects.filter(pk=picture_id, erased_at=None).update(widths=wanted)


@transaction.atomic
def erase_picture(*, acting: Member, picture: Picture) -> None:
    """Delete a picture for good, from earlier versions too; the words of those versions stay.

    Raises:
        RoleTooSmall: the member may not edit the page.
        PictureIsShown: it is on the page.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=acting.company_id)
    shown = section_of(acting.company, KIND).content.get("pictures", [])
    if any(row["picture"] == picture.pk for row in shown):
        raise PictureIsShown
    if not Picture.objects.visible_to(acting).there().filter(pk=picture.pk).update(erased_at=timezone.now(), widths=[]):
        return
    storage, names = picture.file.storage, [picture.file.name, *(picture.name_of(width) for width in WIDTHS)]
    transaction.on_commit(lambda: [storage.delete(name) for name in names])
    journal.record(company=acting.company, act=ERASED, acting=acting, subject=str(picture.pk))
