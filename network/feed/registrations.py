"""The desk in the navigation."""

from django.utils.translation import gettext_lazy as _

from network.common.shell import NavigationItem, navigation

navigation.register("feed", NavigationItem(_("Desk"), "feed:dashboard", order=10, audience="member"))
