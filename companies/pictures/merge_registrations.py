"""What becomes of pictures when two pages of one company are merged: they follow the text that names them."""

from django.db.models import Q

from companies.merge_registrations import NOTHING, UNSAID, unsaid_kinds
from companies.merge_rules import Pair, move
from companies.pictures.actions import KIND


def _with_their_section(pair: Pair) -> Q:
    return Q() if KIND in unsaid_kinds(pair) else NOTHING


move("pictures.Picture", why=UNSAID, only=_with_their_section)
