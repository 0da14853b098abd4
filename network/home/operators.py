"""Permission groups of the back office: who of the operator's staff sees which part."""

from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupPagePermission

from companies.duplicates.operators import OPERATOR_PERMISSIONS as DUPLICATE_PERMISSIONS
from companies.operators import OPERATOR_PERMISSIONS as COMPANY_PERMISSIONS
from companies.operators import VIEW_COMPANIES
from companies.recovery.operators import OPERATOR_PERMISSIONS as RECOVERY_PERMISSIONS
from companies.standing_in.operators import OPERATOR_PERMISSIONS as STAND_IN_PERMISSIONS
from companies.tree.operators import OPERATOR_PERMISSIONS as TREE_PERMISSIONS
from companies.verification.operators import OPERATOR_PERMISSIONS as VERIFICATION_PERMISSIONS
from network.accounts.operators import OPERATOR_PERMISSIONS as PEOPLE_PERMISSIONS
from network.home.models import SitePage
from premium.operators import OPERATOR_PERMISSIONS as PREMIUM_PERMISSIONS
from search_index.operators import OPERATOR_PERMISSIONS as SEARCH_PERMISSIONS

ENTER = "wagtailadmin.access_admin"
LISTING_PERMISSIONS = [
    f"listings.{act}_{model}" for model in ("specialty", "activitycode") for act in ("view", "add", "change", "delete")
]
WATCH_HEALTH: Final = "common.view_outboxevent"
CHANGE_SETTINGS: Final = "common.add_settingchange"
COMPANIES = [
    *COMPANY_PERMISSIONS,
    *DUPLICATE_PERMISSIONS,
    *TREE_PERMISSIONS,
    *VERIFICATION_PERMISSIONS,
    *RECOVERY_PERMISSIONS,
    *PEOPLE_PERMISSIONS,
]

GROUPS: dict[str, list[str]] = {
    "Operators": [
        ENTER,
        WATCH_HEALTH,
        CHANGE_SETTINGS,
        *COMPANIES,
        *STAND_IN_PERMISSIONS,
        *LISTING_PERMISSIONS,
        *PREMIUM_PERMISSIONS,
        *SEARCH_PERMISSIONS,
    ],
    "Support": [ENTER, WATCH_HEALTH, *COMPANIES, *LISTING_PERMISSIONS, *SEARCH_PERMISSIONS],
    "Finance": [ENTER, VIEW_COMPANIES, *PREMIUM_PERMISSIONS],
    "Editors": [ENTER],
}


def ensure_groups() -> None:
    """Create the groups and give them at least their permissions; what the operator added by hand stays."""
    for name, permissions in GROUPS.items():
        group, created = Group.objects.get_or_create(name=name)
        if created or name != "Editors":
            wanted = Q()
            for permission in permissions:
                label, codename = permission.split(".")
                wanted |= Q(content_type__app_label=label, codename=codename)
            group.permissions.add(*Permission.objects.filter(wanted))
    _give_pages_to("Operators", "Editors")


def _give_pages_to(*names: str) -> None:
    root = SitePage.objects.filter(depth=1).first()
    rights = Permission.objects.filter(
        content_type__app_label="home", codename__in=["add_sitepage", "change_sitepage", "publish_sitepage"]
    )
    for group in Group.objects.filter(name__in=names):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
