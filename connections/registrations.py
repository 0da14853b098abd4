"""What connections give to the apps below: a paid right, journal acts, news, a link, slots."""

from django.utils.translation import gettext_lazy as _

from companies.journal import acts
from connections import slots
from network.common import page_slots, shell
from network.notifications.kinds import NotificationKind
from network.notifications.kinds import register as register_kind
from premium.features import Feature, return_reasons
from premium.features import register as register_feature

return_reasons.register("never opened", _("never opened"))
return_reasons.register("withdrawn before it was opened", _("withdrawn before it was opened"))

register_feature(
    Feature(
        key="introductions",
        label=_("Introductions"),
        unit=_("introductions"),
        refusal=_("Asking for an introduction"),
    )
)

for act, wording in {
    "connections.followed": _("followed {subject}"),
    "connections.unfollowed": _("stopped following {subject}"),
    "connections.proposed": _("proposed a connection to {subject}"),
    "connections.confirmed": _("confirmed the connection with {subject}"),
    "connections.declined": _("did not confirm the connection proposed by {subject}"),
    "connections.ended": _("ended the connection with {subject}"),
    "connections.ended_by_other": _("lost the connection with {subject}, which ended it"),
    "connections.blocked": _("blocked {subject}"),
    "connections.unblocked": _("unblocked {subject}"),
    "introductions.requested": _("asked {subject} for an introduction"),
    "introductions.accepted": _("accepted the introduction asked by {subject}"),
    "introductions.declined": _("declined the introduction asked by {subject}"),
    "introductions.withdrawn": _("withdrew the request for an introduction to {subject}"),
    "introductions.expired": _("closed the request to {subject}, unanswered after 14 days"),
}.items():
    acts.register(act, wording)

for kind in (
    NotificationKind(
        key="introduction_received",
        icon="handshake",
        subject=_("{company} asks {us} for an introduction"),
        body=_(
            "Read the request from {company} and accept or decline it. It waits {days} days; declining is free and silent."
        ),
        label=_("A company asks for an introduction"),
    ),
    NotificationKind(
        key="introduction_accepted",
        icon="circle-check",
        subject=_("{company} accepted your introduction"),
        body=_("The conversation between {us} and {company} is open: you can write now."),
        label=_("Our request for an introduction is accepted"),
    ),
    NotificationKind(
        key="connection_proposed",
        icon="link",
        subject=_("{company} proposes a connection to {us}"),
        body=_("See what {company} says it is for you, and confirm it or not."),
        label=_("A company proposes a connection"),
    ),
    NotificationKind(
        key="connection_confirmed",
        icon="link",
        subject=_("{company} confirmed the connection with {us}"),
        body=_("The connection is now shown in both networks."),
        label=_("Our proposal of a connection is confirmed"),
    ),
    NotificationKind(
        key="new_follower",
        icon="user-plus",
        subject=_("{company} follows {us}"),
        body=_("See its page, and follow it back if you wish."),
        label=_("A company follows us"),
        mail=False,
    ),
):
    register_kind(kind)

shell.navigation.register(
    "network", shell.NavigationItem(label=_("Network"), url_name="connections:network", order=40, audience="member")
)

page_slots.register("company_page.actions", 20, "connections/slots/company_actions.html", slots.company_actions)
page_slots.register("dashboard.todo", 20, "connections/slots/to_do.html", slots.to_do)
