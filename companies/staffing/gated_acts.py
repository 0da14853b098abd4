"""Letting somebody in who asked, as a second person reads and confirms it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.conflicts import word_differences
from companies.gated_acts import ROLES
from companies.models import Company, CustomRole, Member
from companies.role_keys import role_of
from companies.roles import Role
from companies.second_person import Difference, GatedAct, Payload, gated_acts
from companies.staffing.actions import joining, second_factor
from companies.staffing.models import JoinRequest


def role_given(company: Company, payload: Payload) -> list[Difference]:
    """The role the person would have."""
    role = role_of(company.pk, payload["role"])
    name = role.name if isinstance(role, CustomRole) else str(Role(role).label) if role else ""
    return [Difference(_("Role"), word_differences("", name))]


def accept(acting: Member, payload: Payload, approval: int) -> None:
    """Let the person in as who asked for it; `is_overtaken` has ruled out that request or role are gone."""
    role = role_of(acting.company_id, payload["role"])
    if role is not None:
        request = JoinRequest.objects.visible_to(acting).get(pk=payload["request"])
        joining.accept_request(acting=acting, request=request, role=role, approval=approval)


def is_overtaken(company: Company, payload: Payload) -> bool:
    """The request was answered or has ended, or the role was deleted."""
    request = JoinRequest.objects.filter(company=company, pk=payload["request"]).first()
    return request is None or not request.is_open or role_of(company.pk, payload["role"]) is None


def rule_differences(company: Company, payload: Payload) -> list[Difference]:
    """From when it would be asked."""
    days = payload["days"]
    new = _("from %(days)s days from now on") % {"days": days} if days else _("No longer")
    return [Difference(_("Second factor"), word_differences("", new))]


gated_acts.register(
    second_factor.RULE,
    GatedAct(
        second_factor.RULE,
        kind=ROLES,
        words=lambda name: (
            _("ask the staff for a second factor") if name else _("ask the staff no longer for a second factor")
        ),
        differences=rule_differences,
        apply=lambda acting, payload, approval: second_factor.set_second_factor_rule(
            acting=acting, days=payload["days"], approval=approval
        ),
        page=lambda payload: reverse("staffing:second_factor"),
    ),
)
gated_acts.register(
    joining.ACCEPTED,
    GatedAct(
        joining.ACCEPTED,
        kind=ROLES,
        words=lambda name: _("let {name} join").format(name=name),
        differences=role_given,
        apply=accept,
        is_overtaken=is_overtaken,
        page=lambda payload: reverse("companies:staff"),
    ),
)
