"""What the tree gives to the apps below: a tab, journal acts, news, a place on the public page, figures of the import."""

from django.utils.translation import gettext_lazy as _

from companies.importing.following import followers
from companies.journal import acts
from companies.tabs import Tab, tabs
from companies.tree import slots
from companies.tree.actions import affiliations, delegations
from companies.tree.actions.proposing import propose_imported_links
from network.common import page_slots
from network.notifications.kinds import NotificationKind
from network.notifications.kinds import register as register_kind

tabs.register("group", Tab(_("Group"), "tree:group", order=30))
followers.register("links_proposed", propose_imported_links)
page_slots.register("company_page.aside", 15, "tree/on_page.html", slots.on_page)
page_slots.register("dashboard.todo", 25, "companies/slots/to_do.html", slots.to_do)

for act, wording in {
    affiliations.PROPOSED: _("proposed a link in the group to {subject}"),
    affiliations.CONFIRMED: _("confirmed the link in the group with {subject}"),
    affiliations.DECLINED: _("did not confirm the link in the group with {subject}"),
    affiliations.ENDED: _("ended the link in the group with {subject}"),
    affiliations.ENDED_BY_OTHER: _("ended its link in the group with us"),
    delegations.GRANTED: _("let the staff of {subject} act for us"),
    delegations.REVOKED: _("no longer lets the staff of {subject} act for us"),
    delegations.LENT: _("lent a colleague: {subject}"),
    delegations.RECALLED: _("called a colleague back: {subject}"),
}.items():
    acts.register(act, wording)

for kind in (
    NotificationKind(
        "tree.proposed",
        "network",
        _("{company} proposes a link in a group"),
        _("{company} says that it and {us} belong together. Nothing is shown before you confirm it."),
        label=_("A company proposes to belong to our group"),
    ),
    NotificationKind(
        "tree.confirmed",
        "network",
        _("{company} confirmed the link with {us}"),
        _("With both sides confirmed, the pages of {company} and {us} show the link."),
        label=_("A company confirms that it belongs to our group"),
    ),
    NotificationKind(
        "tree.declined",
        "circle-x",
        _("{company} did not confirm the link with {us}"),
        _("Nothing is shown on either page. Only {company} can propose the link again."),
        label=_("A company declines to belong to our group"),
    ),
    NotificationKind(
        "tree.ended",
        "circle-x",
        _("{company} ended the link with {us}"),
        _("The pages no longer show it, and nobody of the one company acts for the other any more."),
        label=_("A company leaves our group"),
    ),
    NotificationKind(
        "tree.granted",
        "user-plus",
        _("Your staff may act for {company}"),
        _("The owner of {company} lets staff of {us} act for it. Name the persons on the page of the group."),
        label=_("A company lets our staff act for it"),
    ),
    NotificationKind(
        "tree.revoked",
        "user-minus",
        _("Your staff no longer acts for {company}"),
        _("The owner of {company} took back what it had allowed to staff of {us}."),
        label=_("A company no longer lets our staff act for it"),
    ),
):
    register_kind(kind)
