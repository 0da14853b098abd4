"""Refusals of listings, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from listings.choices import MAX_DEPTH, MAX_SPECIALTIES
from network.common.exceptions import Refusal


class MisplacedSpecialty(Refusal):
    """The specialty cannot hang where it was put: the tree would loop or grow too deep."""

    status = 422


class SpecialtyUnderItself(MisplacedSpecialty):
    def __init__(self) -> None:
        super().__init__(_("A specialty cannot stand under itself. Choose another parent."))


class TreeTooDeep(MisplacedSpecialty):
    def __init__(self) -> None:
        sentence = _("The tree has at most %(levels)d levels. Choose a parent nearer to the top.")
        super().__init__(sentence % {"levels": MAX_DEPTH})


class UnknownSpecialties(Refusal):
    """The content names specialties that do not exist, too many of them, or one twice."""

    status = 422

    def __init__(self) -> None:
        sentence = _("Choose at most %(most)d different specialties from the list.")
        super().__init__(sentence % {"most": MAX_SPECIALTIES})
