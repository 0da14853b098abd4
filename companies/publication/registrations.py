"""What publication gives to the apps below: acts of the journal, kinds of news, its places on the editing pages."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.models import Company
from companies.permissions import may
from companies.publication.actions import due, planning, previews
from companies.publication.models import PlannedPublication, PreviewLink
from companies.publication.selectors import waiting_for
from companies.registrations import section_label
from companies.roles import CompanyPermission
from companies.sections import SectionKind
from companies.waiting_texts import waiting_texts
from network.common import page_slots
from network.notifications.kinds import NotificationKind, register

for act, wording, subject_label in (
    (planning.PLANNED, _("planned a text of the section {subject}"), section_label),
    (planning.CALLED_OFF, _("called off a planned text of the section {subject}"), section_label),
    (previews.LINK_MADE, _("made a preview link ({subject})"), None),
    (previews.LINK_CLOSED, _("closed a preview link ({subject})"), None),
):
    journal.acts.register(act, wording)
    if subject_label is not None:
        journal.subject_labels.register(act, subject_label)

for news in (
    NotificationKind(
        due.PUBLISHED,
        "calendar-check",
        _("{section} is on line as planned"),
        _("Your planned text of {section} was published on the page of {company}."),
        mail=False,
        label=_("My planned text is published"),
    ),
    NotificationKind(
        due.ASKED,
        "users",
        _("{section} waits for a second person"),
        _(
            "The time of your planned text of {section} has come. Your company wants a second person: a colleague was asked."
        ),
        label=_("My planned text waits for a second person"),
    ),
    NotificationKind(
        due.OVERTAKEN,
        "git-compare",
        _("{section} was not published: it has changed meanwhile"),
        _(
            "A colleague published {section} before the time of your text. Nothing was overwritten: compare both and choose."
        ),
        label=_("My planned text meets a newer one"),
    ),
    NotificationKind(
        due.REFUSED,
        "circle-alert",
        _("{section} could not be published as planned"),
        _(
            "Whoever planned this text of {section} may no longer publish it. Read it, and publish it yourself if it is right."
        ),
        label=_("A planned text could not be published"),
    ),
    NotificationKind(
        planning.GIVEN_BACK,
        "undo-2",
        _("{name} replaced or called off your planned text"),
        _("Your planned text of {section} does not go on line. You have it again as your draft."),
        label=_("A colleague changes what I planned"),
    ),
):
    register(news)


def plan_of_section(request: HttpRequest, kind: SectionKind) -> dict[str, Any] | None:
    """The field beside "Publish", with the text that waits already."""
    if kind.is_personal:
        return None
    return {
        "kind": kind,
        "waiting": waiting_for(request.member, kind.key),
        "typed": request.POST.get("due_at", ""),
        "zone": timezone.get_current_timezone_name(),
    }


def summary_of(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """How much is planned and shown, for the side of "Our page"."""
    if not may(request.member, CompanyPermission.EDIT_PAGE):
        return None
    return {
        "waiting": list(PlannedPublication.objects.visible_to(request.member).waiting().select_related("author")[:5]),
        "links": PreviewLink.objects.visible_to(request.member).open().count(),
    }


page_slots.register("section.publish_later", 10, "publication/later.html", plan_of_section)
page_slots.register("our_page.aside", 60, "publication/summary.html", summary_of)
waiting_texts.register(
    "publication",
    lambda company_id: PlannedPublication.objects.filter(company_id=company_id).values_list("content", flat=True),
)
