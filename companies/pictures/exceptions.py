"""Refusals of pictures."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class TooManyPictures(Refusal):
    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "Your company may keep %(limit)s pictures and keeps as many. Delete some that are no longer shown, then send this one."
            )
            % {"limit": limit}
        )


class PictureIsShown(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This picture is on the page. Remove it there and publish, then delete it for good."))
