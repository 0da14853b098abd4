"""Planning a text: it waits in sight of all colleagues, can be replaced, called off or published now."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from companies import journal
from companies.actions import drafts
from companies.actions.sections import save_section
from companies.exceptions import StaleSection
from companies.models import Company, Member, Section
from companies.permissions import require
from companies.publication.choices import PlanState
from companies.publication.exceptions import (
    DueInThePast,
    DueTooFar,
    NoLongerWaits,
    NothingNew,
    PersonalSection,
    WaitsAlready,
)
from companies.publication.models import PlannedPublication
from companies.second_person import asks
from companies.sections import LONGEST_REASON, Content, section_kinds, section_of
from companies.selectors.editing import content_at
from network.accounts.models import User
from network.common import outbox
from network.notifications.actions import notify

PLANNED = "publication.planned"
CALLED_OFF = "publication.called_off"
GIVEN_BACK = "publication.given_back"
DUE = "publication.due"

LONGEST_WAIT = timedelta(days=366)


@transaction.atomic
def plan_publication(
    *,
    acting: Member,
    kind: str,
    content: Content,
    base_version: int,
    due_at: datetime,
    reason: str = "",
    replaces: int | None = None,
) -> PlannedPublication:
    """Let a text go on line at `due_at`; `replaces` is the waiting plan the member has seen and means to replace.

    Raises:
        RoleTooSmall: the member may not edit the page.
        PersonalSection: each person answers for himself in this section.
        DueInThePast, DueTooFar: not between now and twelve months from now.
        StaleSection: a newer version is on line; nothing was planned.
        NothingNew: the text is on line already.
        WaitsAlready: a text waits that the member has not seen.

    """
    _check(acting, kind, due_at)
    lock_page(acting.company)
    _check_text(acting.company, kind, content, base_version)
    waiting = PlannedPublication.objects.waiting().filter(company=acting.company, kind=kind).first()
    if waiting and waiting.pk != replaces:
        raise WaitsAlready(waiting)
    if waiting:
        settle(waiting, PlanState.REPLACED)
        _give_back(acting, waiting)

    planned = PlannedPublication.objects.create(
        company=acting.company,
        kind=kind,
        content=content,
        base_version=base_version,
        reason=reason.strip()[:LONGEST_REASON],
        author=acting.user,
        due_at=due_at,
    )
    outbox.publish(DUE, planned.pk, run_at=due_at)
    journal.record(
        company=acting.company, act=PLANNED, acting=acting, subject=kind, details={"due_at": due_at.isoformat()}
    )
    return planned


@transaction.atomic
def call_off(*, acting: Member, planned: PlannedPublication) -> None:
    """The text will not go on line; it is a draft of its author again.

    Raises:
        RoleTooSmall: the member may not edit the page.
        NoLongerWaits: it was published, replaced or called off meanwhile.

    """
    planned = _locked(acting, planned)
    settle(planned, PlanState.CALLED_OFF)
    _give_back(acting, planned)
    journal.record(company=acting.company, act=CALLED_OFF, acting=acting, subject=planned.kind)


@asks
@transaction.atomic
def publish_now(*, acting: Member, planned: PlannedPublication) -> Section:
    """Do not wait: the member publishes the text himself.

    Raises:
        RoleTooSmall: the member may not edit the page.
        NoLongerWaits: it was published, replaced or called off meanwhile.
        StaleSection: a newer version is on line; the text goes on waiting.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first; the text goes on waiting.

    """
    planned = _locked(acting, planned)
    section = save_section(
        acting=acting,
        kind=planned.kind,
        content=planned.content,
        base_version=planned.base_version,
        reason=planned.reason,
    )
    settle(planned, PlanState.PUBLISHED)
    return section


def lock_page(company: Company) -> None:
    """The lock under which sections are saved, taken first by all who plan: nobody waits for another in a circle."""
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=company.pk)


def settle(planned: PlannedPublication, state: PlanState) -> None:
    """The plan is over."""
    planned.state, planned.settled_at = state, timezone.now()
    planned.save(update_fields=["state", "settled_at"])


def give_back(planned: PlannedPublication) -> None:
    """The text is a draft of its author again, on the version it was written on."""
    if planned.author is None:
        return
    form = planned.section_kind.form.data_of(planned.content)
    drafts.give_back(
        author=planned.author,
        company=planned.company,
        kind=planned.kind,
        base_version=planned.base_version,
        fields={
            name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
            for name, value in form.items()
        },
    )


def _give_back(acting: Member, planned: PlannedPublication) -> None:
    """The text does not go on line: its author has it back, and hears of it from a colleague."""
    give_back(planned)
    if planned.author is None or planned.author_id == acting.user_id:
        return
    tell_of_plan(
        planned,
        GIVEN_BACK,
        planned.author,
        reverse("companies:edit", args=[planned.kind]),
        name=acting.user.display_name,
    )


def tell_of_plan(planned: PlannedPublication, news: str, reader: User, url: str, **more: str) -> None:
    """One person hears of a planned text, with the name of the section in his language."""
    with translation.override(reader.language):
        arguments = {"section": str(planned.section_kind.label), "company": planned.company.name, **more}
    notify([reader], news, arguments=arguments, url=url, company_id=planned.company_id)


def _locked(acting: Member, planned: PlannedPublication) -> PlannedPublication:
    permission = planned.section_kind.permission
    if permission:
        require(acting, permission)
    lock_page(acting.company)
    found = PlannedPublication.objects.waiting().select_related("author", "company").filter(pk=planned.pk).first()
    if found is None:
        raise NoLongerWaits
    return found


def _check(acting: Member, kind: str, due_at: datetime) -> None:
    if section_kinds[kind].is_personal:
        raise PersonalSection
    permission = section_kinds[kind].permission
    if permission:
        require(acting, permission)
    if due_at <= timezone.now():
        raise DueInThePast
    if due_at > timezone.now() + LONGEST_WAIT:
        raise DueTooFar


def _check_text(company: Company, kind: str, content: Content, base_version: int) -> None:
    section = section_of(company, kind)
    if section.content == content:
        raise NothingNew
    if section.version != base_version:
        base = content_at(section, base_version)
        raise StaleSection(mine=content, base=base, theirs=section, base_version=base_version)
