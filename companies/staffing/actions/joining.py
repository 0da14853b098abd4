"""Asking to join a staff: ask, take back, accept with a role, decline in silence."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from companies import journal
from companies.actions.staff import add_member, lock_staff, require_may_give
from companies.claim_checks import domain_of_site
from companies.exceptions import AlreadyMember
from companies.models import Company, Member
from companies.permissions import AnyRole, require
from companies.role_keys import role_key
from companies.roles import CompanyPermission, Role
from companies.second_person import Act, asks, pass_gate
from companies.staffing.choices import RequestState, WhoIsTold, WhoMayAsk
from companies.staffing.domains import address_on_domain
from companies.staffing.exceptions import AskedRecently, MayNotAsk, RequestNoLongerOpen, TooManyRequests
from companies.staffing.models import JoinPolicy, JoinRequest
from network.accounts.models import User
from network.common import live_settings
from network.notifications.actions import notify

ASKED: Final = "staff.join_asked"
ACCEPTED: Final = "staff.join_accepted"
DECLINED: Final = "staff.join_declined"
POLICY_SET: Final = "staff.join_policy_set"
VALID_FOR: Final = timedelta(days=14)
MOST_A_DAY: Final = live_settings.register(
    live_settings.Limit(
        name="staffing.join_requests_a_day",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Requests to join a staff"),
        help=gettext_lazy("How many companies one person may ask within 24 hours."),
        default=10,
        most=100,
        unit=gettext_lazy("a day for each person"),
    )
)


@transaction.atomic
def ask_to_join(*, user: User, company: Company, message: str = "") -> JoinRequest:
    """Ask the staff to let a person in; those whom the company chose are told.

    Raises:
        AlreadyMember: the person is on the staff.
        MayNotAsk: the company lets only its own mailboxes ask, or nobody.
        AskedRecently: a request of the last 14 days was not accepted, whatever became of it.
        TooManyRequests: more than `MOST_A_DAY` companies were asked within a day.

    """
    lock_staff(company.pk)
    if Member.objects.active().filter(company=company, user=user).exists():
        raise AlreadyMember(user.display_name)
    own = JoinRequest.objects.filter(user=user)
    if JoinRequest.objects.shown_to(user).filter(company=company).exists():
        raise AskedRecently
    most = MOST_A_DAY.now()
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= most:
        raise TooManyRequests(most)
    policy = policy_of(company)
    address = address_on_domain(user, company)
    if policy.who_may_ask == WhoMayAsk.NOBODY or (policy.who_may_ask == WhoMayAsk.DOMAIN and not address):
        domain = "" if policy.who_may_ask == WhoMayAsk.NOBODY else domain_of_site(company.website)
        raise MayNotAsk(company.name, domain)
    own.filter(company=company, state=RequestState.WAITING).update(state=RequestState.WITHDRAWN)  # past its 14 days
    now = timezone.now()
    request = JoinRequest.objects.create(
        company=company,
        user=user,
        email=address or user.email,
        is_on_domain=bool(address),
        message=message,
        asked_at=now,
        expires_at=now + VALID_FOR,
    )
    journal.record(
        company=company, act=ASKED, system=user.display_name, subject=request.email, details={"user": user.pk}
    )
    _tell_staff(request, policy)
    return request


@transaction.atomic
def withdraw_request(*, user: User, request: JoinRequest) -> None:
    """The person takes his own request back.

    Raises:
        RequestNoLongerOpen: it was accepted meanwhile, or is over.

    """
    lock_staff(request.company_id)
    found = JoinRequest.objects.shown_to(user).filter(pk=request.pk).first()
    if found is None:
        raise RequestNoLongerOpen
    found.state = RequestState.WITHDRAWN
    found.save(update_fields=["state"])


@asks
@transaction.atomic
def accept_request(*, acting: Member, request: JoinRequest, role: AnyRole, approval: int | None = None) -> Member:
    """Let the person in with a role; also one declined before, while its 14 days run.

    Raises:
        RoleTooSmall, NotAllowedToChange, BeyondOwnRights: the acting member may not give the role.
        RequestNoLongerOpen: it was answered or taken back meanwhile.
        AlreadyMember: the person has joined in another way.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    request = _open_request(acting, request)
    require_may_give(acting, role)
    payload = {"request": request.pk, "role": role_key(role)}
    pass_gate(acting, Act(ACCEPTED, subject=str(request.pk), name=request.email, payload=payload), approval)
    member = add_member(company=request.company, user=request.user, role=role, acting=acting)
    _decide(acting, request, RequestState.ACCEPTED)
    journal.record(
        company=request.company, act=ACCEPTED, acting=acting, subject=request.email, details={"role": member.role_key}
    )
    notify(
        [request.user],
        ACCEPTED,
        arguments={"company": request.company.name, "name": acting.user.display_name},
        url=reverse("companies:staff"),
        company_id=request.company_id,
    )
    return member


@transaction.atomic
def decline_request(*, acting: Member, request: JoinRequest, reason: str = "") -> None:
    """Do not let the person in; only colleagues read the reason, and the person hears nothing.

    Raises:
        RoleTooSmall: the acting member lets nobody in.
        RequestNoLongerOpen: it was answered or taken back meanwhile.

    """
    request = _open_request(acting, request)
    if request.state == RequestState.DECLINED:
        raise RequestNoLongerOpen
    _decide(acting, request, RequestState.DECLINED, reason)
    journal.record(company=request.company, act=DECLINED, acting=acting, subject=request.email)


@transaction.atomic
def set_policy(*, acting: Member, who_may_ask: str, who_is_told: str) -> JoinPolicy:
    """Whom the company lets ask, and who is told.

    Raises:
        RoleTooSmall: the acting member lets nobody in.

    """
    require(acting, CompanyPermission.MANAGE_STAFF)
    policy, _created = JoinPolicy.objects.update_or_create(
        company=acting.company, defaults={"who_may_ask": who_may_ask, "who_is_told": who_is_told}
    )
    journal.record(company=acting.company, act=POLICY_SET, acting=acting)
    return policy


def policy_of(company: Company) -> JoinPolicy:
    """The company's rule, or the usual one."""
    return JoinPolicy.objects.filter(company=company).first() or JoinPolicy(company=company)


def _open_request(acting: Member, request: JoinRequest) -> JoinRequest:
    """The request as it is now, behind the lock of the staff."""
    require(acting, CompanyPermission.MANAGE_STAFF)
    lock_staff(acting.company_id)
    found = JoinRequest.objects.visible_to(acting).select_related("company", "user").filter(pk=request.pk).first()
    if found is None:
        raise RequestNoLongerOpen
    return found


def _decide(acting: Member, request: JoinRequest, state: RequestState, reason: str = "") -> None:
    request.state, request.reason = state, reason
    request.decided_at, request.decided_by = timezone.now(), acting.user
    request.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _tell_staff(request: JoinRequest, policy: JoinPolicy) -> None:
    told = Member.objects.allowed(CompanyPermission.MANAGE_STAFF).filter(company=request.company)
    if policy.who_is_told == WhoIsTold.OWNERS:
        told = told.filter(role=Role.OWNER)
    notify(
        [member.user for member in told.select_related("user")],
        ASKED,
        arguments={
            "name": request.user.display_name,
            "email": request.email,
            "company": request.company.name,
            "message": request.message,
        },
        url=f"{reverse('companies:staff')}#requests",
        company_id=request.company_id,
    )
