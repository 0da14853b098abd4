"""What happens when the time of a planned text has come: it goes on line by its author, or nothing is overwritten."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.actions.sections import save_section
from companies.exceptions import StaleSection
from companies.models import Company, Member
from companies.permissions import may
from companies.publication.actions.planning import give_back, lock_page, settle, tell_of_plan
from companies.publication.choices import PlanState
from companies.publication.models import PlannedPublication
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from network.common.exceptions import Refusal

PUBLISHED = "publication.published"
ASKED = "publication.asked"
OVERTAKEN = "publication.overtaken"
REFUSED = "publication.refused"


@transaction.atomic
def publish_due(*, planned_id: int) -> PlanState | None:
    """Put a planned text on line when its time has come; the state it ends in, None when there was nothing to do.

    Safe to run twice: only a waiting text is published, and it waits no more afterwards.
    """
    company = Company.objects.filter(pk__in=PlannedPublication.objects.filter(pk=planned_id).values("company")).first()
    if company is None:
        return None
    lock_page(company)
    due = PlannedPublication.objects.waiting().filter(pk=planned_id, due_at__lte=timezone.now())
    planned = due.select_related("author", "company").first()
    if planned is None:
        return None
    author = _author(planned)
    if author is None or not _may_publish(author, planned):
        return _refused(planned)
    return _publish(planned, author)


def _publish(planned: PlannedPublication, author: Member) -> PlanState:
    try:
        save_section(
            acting=author,
            kind=planned.kind,
            content=planned.content,
            base_version=planned.base_version,
            reason=planned.reason,
        )
    except StaleSection:
        return _overtaken(planned)
    except NeedsSecondPerson:
        return _asked(planned, author)
    except Refusal:
        return _refused(planned)
    settle(planned, PlanState.PUBLISHED)
    _tell(planned, PUBLISHED, [author], reverse("companies:edit", args=[planned.kind]))
    return PlanState.PUBLISHED


def _author(planned: PlannedPublication) -> Member | None:
    if planned.author is None:
        return None
    return Member.objects.of_user(planned.author).filter(company=planned.company).first()


def _may_publish(author: Member, planned: PlannedPublication) -> bool:
    permission = planned.section_kind.permission
    return not permission or may(author, permission)


def _asked(planned: PlannedPublication, author: Member) -> PlanState:
    """The company wants a second person: the request is written, the text stays its author's draft until the answer."""
    settle(planned, PlanState.ASKED)
    give_back(planned)
    _tell(planned, ASKED, [author], reverse("publication:look", args=[planned.pk]))
    return PlanState.ASKED


def _overtaken(planned: PlannedPublication) -> PlanState:
    """Somebody published meanwhile: the text is the author's draft, and he compares all three."""
    settle(planned, PlanState.OVERTAKEN)
    give_back(planned)
    author = _author(planned)
    _tell(planned, OVERTAKEN, [author] if author else [], reverse("publication:compare", args=[planned.pk]))
    return PlanState.OVERTAKEN


def _refused(planned: PlannedPublication) -> PlanState:
    """The author is gone or may no longer: the text stays in sight, and whoever may edit the page decides."""
    settle(planned, PlanState.REFUSED)
    give_back(planned)
    staff = Member.objects.filter(company=planned.company).allowed(CompanyPermission.EDIT_PAGE).select_related("user")
    _tell(planned, REFUSED, list(staff), reverse("publication:look", args=[planned.pk]))
    return PlanState.REFUSED


def _tell(planned: PlannedPublication, news: str, members: list[Member], url: str) -> None:
    for member in members:
        tell_of_plan(planned, news, member.user, url)
