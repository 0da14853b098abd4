"""What approvals give to the apps below: the keeper of the gate, an act of its own, journal acts, news, places in pages."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from companies import gated_acts as acts_of_companies
from companies import journal
from companies.approvals import gated_choice, slots
from companies.approvals.actions import telling
from companies.approvals.actions.asking import Gate
from companies.approvals.models import ApprovalRequest
from companies.second_person import GatedAct, gated_acts, keepers, kinds
from companies.tabs import Tab, tabs
from companies.waiting_texts import waiting_texts
from network.common import page_slots
from network.notifications.kinds import NotificationKind, register

keepers.register("approvals", Gate())
gated_acts.register(
    telling.RULES,
    GatedAct(
        telling.RULES,
        kind=acts_of_companies.ROLES,
        words=gated_choice.words,
        differences=gated_choice.differences,
        apply=gated_choice.apply,
    ),
)


def words_of(subject: str) -> str:
    """What a journal entry about a request names: the act's words in the reader's language."""
    key, _colon, name = subject.partition(":")
    gated = gated_acts.get(key)
    return gated.words(name) if gated else name


def kinds_of(subject: str) -> str:
    """The kinds of acts that a choice names."""
    labels = [str(kinds[key].label) for key in subject.split(",") if key in kinds]
    return get_text_list(labels, _now("and")) or _now("nothing")


for act, wording, label_of in (
    (telling.ASKED, _("asked a second person: {subject}"), words_of),
    (telling.APPROVED, _("approved as the second person: {subject}"), words_of),
    (telling.SENT_BACK, _("sent back as the second person: {subject}"), words_of),
    (telling.WITHDRAWN, _("withdrew the request: {subject}"), words_of),
    (telling.OVERTAKEN, _("could not approve, as something else came first: {subject}"), words_of),
    (telling.TIMED_OUT, _("let a request end without answer: {subject}"), words_of),
    (telling.ALONE, _("acted without a second person, as there is nobody else: {subject}"), words_of),
    (telling.RULES, _("chose what needs a second person: {subject}"), kinds_of),
):
    journal.acts.register(act, wording)
    journal.subject_labels.register(act, label_of)

for kind in (
    NotificationKind(
        telling.ASKED,
        "eye",
        _("{name} asks for your approval at {company}"),
        _("{name} would like to {act}. Read what would change, then approve it or send it back."),
        label=_("A colleague needs my approval"),
    ),
    NotificationKind(
        telling.DEPUTY,
        "clock",
        _("A request at {company} has had no answer in time"),
        _("{name} would like to {act}, and nobody has answered in time. You may decide now."),
        label=_("A request for approval has waited too long"),
    ),
    NotificationKind(
        telling.APPROVED,
        "check",
        _("{name} approved your request at {company}"),
        _("You asked to {act}. It is done."),
        label=_("My request is approved"),
    ),
    NotificationKind(
        telling.SENT_BACK,
        "undo-2",
        _("{name} sent your request at {company} back"),
        _("You asked to {act}.\n\n{comment}\n\nNothing was changed. What you wrote is kept for you."),
        label=_("My request is sent back"),
    ),
    NotificationKind(
        telling.OVERTAKEN,
        "git-compare",
        _("Your request at {company} was overtaken"),
        _("You asked to {act}. Something changed meanwhile, so nothing was overwritten. Compare both, then ask again."),
        label=_("My request is overtaken by another change"),
    ),
    NotificationKind(
        telling.TIMED_OUT,
        "clock",
        _("A request at {company} has ended without answer"),
        _("{name} asked to {act}, and nobody decided. Nothing was changed, and what was written is kept as a draft."),
        label=_("A request has ended without answer"),
    ),
):
    register(kind)

tabs.register("approvals", Tab(_("Second person"), "approvals:requests", order=25))
page_slots.register("dashboard.todo", 40, "companies/slots/to_do.html", slots.to_do)
page_slots.register("our_page.notice", 10, "approvals/waiting.html", slots.on_our_page)
page_slots.register("edit.notice", 10, "approvals/on_section.html", slots.on_section)
page_slots.register("staff.notice", 10, "approvals/waiting.html", slots.on_staff)
waiting_texts.register(
    "approvals",
    lambda company_id: ApprovalRequest.objects.filter(company_id=company_id).values_list("payload", flat=True),
)
