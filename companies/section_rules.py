"""What a member may not change in a section, whoever lets him edit it."""

from django.utils.translation import gettext_lazy as _

from companies.models import Member
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.sections import Content
from network.common.exceptions import Forbidden


def check_team(acting: Member, before: Content, after: Content) -> None:
    """A person appears by his own tick only; he may always leave, an editor may take others off.

    Raises:
        Forbidden: somebody else would appear, change or disappear without the right to do so.

    """
    shown = {entry["member"]: entry for entry in before.get("members", []) if entry["member"] != acting.pk}
    wanted = {entry["member"]: entry for entry in after.get("members", []) if entry["member"] != acting.pk}
    if any(shown.get(member) != entry for member, entry in wanted.items()):
        raise Forbidden(_("Only your colleague can tick that he appears in the team: ask him to do it."))
    if len(wanted) < len(shown) and not may(acting, CompanyPermission.EDIT_PAGE):
        raise Forbidden(_("Your role allows you to take only yourself off the team."))
