"""Choosing who needs a second person is an act of "roles" itself: its words, its differences, how it is done."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from companies.approvals.actions.rules import set_rules
from companies.approvals.models import ApprovalRule
from companies.gated_acts import changed
from companies.models import Company, Member
from companies.second_person import Difference, Payload, kinds


def words(name: str) -> str:
    return _("change what needs a second person")


def differences(company: Company, payload: Payload) -> list[Difference]:
    """Kinds, deputy and time, as they are and as they would be."""
    rules = list(ApprovalRule.objects.filter(company=company).select_related("deputy__user"))
    deputy = Member.objects.filter(company=company, pk=payload["deputy"]).select_related("user").first()
    former = rules[0] if rules else None
    lines = [
        (_("With a second person"), _named(rule.kind for rule in rules), _named(payload["kinds"])),
        (_("Deputy"), _person(former.deputy if former else None), _person(deputy)),
        (_("Time to answer, in hours"), str(former.hours if former else ""), str(payload["hours"])),
    ]
    return [Difference(label, changed(old, new)) for label, old, new in lines if old != new]


def apply(acting: Member, payload: Payload, approval: int) -> None:
    """Choose it as who asked; a deputy who has left meanwhile is none."""
    deputy = Member.objects.active().filter(company_id=acting.company_id, pk=payload["deputy"]).first()
    set_rules(acting=acting, kinds=payload["kinds"], deputy=deputy, hours=payload["hours"], approval=approval)


def _named(keys: object) -> str:
    labels = [str(kinds[key].label) for key in keys if key in kinds]  # type: ignore[attr-defined]
    return get_text_list(labels, _("and"))


def _person(member: Member | None) -> str:
    return member.user.display_name if member else ""
