"""Letting the staff of the parent act for us, as a second person reads and confirms it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.conflicts import word_differences
from companies.gated_acts import ROLES
from companies.models import Company, Member
from companies.roles import Role
from companies.second_person import Difference, GatedAct, Payload, gated_acts
from companies.tree.actions import delegations
from companies.tree.choices import State
from companies.tree.models import Affiliation


def roles_allowed(company: Company, payload: Payload) -> list[Difference]:
    """The roles in which the parent's staff may act, now and then."""
    link = Affiliation.objects.filter(child=company, pk=payload["link"]).first()
    now = delegations.open_delegation(link) if link else None
    return [Difference(_("Roles"), word_differences(_names(now.roles if now else []), _names(payload["roles"])))]


def _names(roles: Iterable[str]) -> str:
    return ", ".join(str(Role(role).label) for role in roles)


def grant(acting: Member, payload: Payload, approval: int) -> None:
    """Allow them; `is_overtaken` has ruled out that the link is gone."""
    link = Affiliation.objects.get(child_id=acting.company_id, pk=payload["link"])
    delegations.grant_to_parent(acting=acting, link=link, roles=payload["roles"], approval=approval)


def is_overtaken(company: Company, payload: Payload) -> bool:
    return not Affiliation.objects.filter(child=company, pk=payload["link"], state=State.CONFIRMED).exists()


gated_acts.register(
    delegations.GRANTED,
    GatedAct(
        delegations.GRANTED,
        kind=ROLES,
        words=lambda name: _("let the staff of {name} act for us").format(name=name),
        differences=roles_allowed,
        apply=grant,
        is_overtaken=is_overtaken,
        page=lambda payload: reverse("tree:group"),
    ),
)
