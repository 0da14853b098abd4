"""What merging registers with the ground in `ready()`: journal acts, notification kinds, slots."""

from django.utils.translation import gettext_lazy as _

from companies.duplicates import slots
from companies.duplicates.actions import merging
from companies.journal import acts
from network.common import page_slots
from network.notifications.kinds import NotificationKind, register

acts.register(merging.MERGED, _("merged the page of {subject} into this one"))
acts.register(merging.MERGED_AWAY, _("merged this page into that of {subject}"))
acts.register(merging.UNDONE, _("took the merge with {subject} apart"))

register(
    NotificationKind(
        key="staff.page_merged",
        icon="building-2",
        subject=_("The page of {merged} was merged into that of {kept}"),
        body=_("The operator found that both are one company: {reason} What the other page said can still be read."),
        label=_("Another page was merged into ours"),
    )
)
register(
    NotificationKind(
        key="staff.page_merged_away",
        icon="building-2",
        subject=_("The page of {merged} is now that of {kept}"),
        body=_("The operator found that both are one company: {reason} To write for it, ask its staff to invite you."),
        label=_("Our page was merged into another one"),
    )
)
register(
    NotificationKind(
        key="staff.merge_undone",
        icon="building-2",
        subject=_("{kept} and {merged} have a page each again"),
        body=_("The operator took the merge apart. Look whether your page is as it should be."),
        label=_("A merge was taken apart"),
    )
)

page_slots.register("our_page.aside", 80, "duplicates/slots/merged_pages.html", slots.merged_pages)
page_slots.register("company_office.foot", 10, "duplicates/slots/merge_with.html", slots.merge_with)
