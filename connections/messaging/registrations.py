"""What messaging gives to the apps below: journal act, news, the link with its badge, slots."""

from django.utils.translation import gettext_lazy as _

from companies.journal import acts
from connections.messaging import slots
from network.common import page_slots, shell
from network.notifications.kinds import NotificationKind, register

acts.register("messages.sent", _("wrote to {subject}"))

register(
    NotificationKind(
        key="message_received",
        icon="mail",
        subject=_("{company} wrote to {us}"),
        body=_(
            "A message in “{subject}” waits to be read. You get one mail for a conversation until somebody has read it."
        ),
        label=_("A company writes to us"),
    )
)

shell.facts.register("unread_count", slots.unread_count)
shell.navigation.register(
    "messages",
    shell.NavigationItem(
        label=_("Messages"),
        url_name="messaging:inbox",
        order=30,
        audience="member",
        badge=slots.unread_count,
        is_shown=slots.may_read,
    ),
)

page_slots.register("company_page.actions", 10, "messaging/slots/company_contact.html", slots.company_contact)
page_slots.register("introduction.answer", 10, "messaging/slots/introduction_answer.html", slots.introduction_answer)
page_slots.register("dashboard.todo", 30, "connections/slots/to_do.html", slots.to_do)
