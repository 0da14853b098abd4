"""What speaks against erasing a person, and what his companies need to hear of it."""

from typing import Any

from companies.exceptions import StillOnStaff
from companies.models import Member
from network.common.erasing import objections


def require_no_membership(user: Any) -> None:
    """Whoever still acts for a company leaves it first, and hands over what he looks after.

    Raises:
        StillOnStaff: names the companies.

    """
    names = list(Member.objects.active().filter(user=user).values_list("company__name", flat=True))
    if names:
        raise StillOnStaff(names)


objections.register("companies.staff", require_no_membership)
