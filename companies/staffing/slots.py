"""What the staff's life cycle puts into pages below: requests on the staff page, ways in on "start" and on company pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from companies.middleware import members_of
from companies.models import Company, Member
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.staffing.actions.joining import policy_of
from companies.staffing.choices import WhoMayAsk
from companies.staffing.domains import address_on_domain, companies_of_colleagues
from companies.staffing.forms import AcceptForm
from companies.staffing.models import AccountClosing, JoinRequest
from companies.staffing.selectors import texts_left_with
from network.accounts.models import User


def requests(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Who asks to join, for those who may let them in; three queries at any number."""
    if not may(member, CompanyPermission.MANAGE_STAFF):
        return None
    found = list(JoinRequest.objects.visible_to(member).select_related("user", "decided_by"))
    form = AcceptForm(acting=member, auto_id=False) if found else None
    return {"requests": found, "form": form, "policy": policy_of(member.company)}


def second_factor(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Whether the company asks for one, for those who decide it."""
    return {"company": member.company} if may(member, CompanyPermission.MANAGE_STAFF) else None


def closing(request: HttpRequest, user: User) -> dict[str, Any]:
    """At the foot of one's settings: deleting the account, or keeping it after all."""
    return {"closing": AccountClosing.objects.filter(user=user).first()}


def to_do(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """People who wait for an answer, on the desk of those who may let them in."""
    if not may(member, CompanyPermission.MANAGE_STAFF):
        return None
    count = JoinRequest.objects.visible_to(member).filter(state="waiting").count()
    if not count:
        return None
    label = ngettext("person asks to join our staff", "people ask to join our staff", count)
    return {"rows": [{"count": count, "label": label, "url": f"{reverse('companies:staff')}#requests"}]}


def ways_in(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """Companies on the person's domain, and what he has asked already."""
    asked = list(JoinRequest.objects.shown_to(user).select_related("company"))
    known = {one.company_id for one in asked}
    companies = [company for company in companies_of_colleagues(user) if company.pk not in known]
    texts = texts_left_with(user).count()
    return {"asked": asked, "companies": companies, "texts": texts} if asked or companies or texts else None


def ask_to_join(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """On the page of a company: to join it, for who reads a mailbox on its domain and is not on the staff."""
    if not request.user.is_authenticated or not company.is_claimed or not company.website:
        return None
    if any(member.company_id == company.pk for member in members_of(request)):
        return None
    if not address_on_domain(request.user, company) or policy_of(company).who_may_ask == WhoMayAsk.NOBODY:
        return None
    return {"company": company}
