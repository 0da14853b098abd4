"""Acts on the roles of a company's own and on what roles may spend, as a second person reads and does them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from companies.actions import custom_roles
from companies.exceptions import NotAllowedToChange
from companies.gated_acts import ROLES, changed, role_words
from companies.models import Company, CustomRole, Member
from companies.role_keys import role_of
from companies.roles import CompanyPermission, Role
from companies.second_person import Difference, GatedAct, Payload, gated_acts
from network.common.signs import money


def _find(company_id: int, payload: Payload) -> CustomRole | None:
    return CustomRole.objects.filter(company_id=company_id, pk=payload["role"]).first()


def own_role(acting: Member, payload: Payload) -> CustomRole:
    """The role an act is about.

    Raises:
        NotAllowedToChange: it was deleted.

    """
    role = _find(acting.company_id, payload)
    if role is None:
        raise NotAllowedToChange
    return role


def is_gone(company: Company, payload: Payload) -> bool:
    return _find(company.pk, payload) is None


def definition_differences(company: Company, payload: Payload) -> list[Difference]:
    """Name, permissions and ceiling, as they are and as they would be."""
    role = _find(company.pk, payload)
    lines = [
        (_("Name"), role.name if role else "", payload["name"]),
        (_("May"), _may(role.held if role else []), _may(payload["permissions"])),
        (
            _("Ceiling of one order, before VAT"),
            _amount(role.spending_ceiling_cents if role else None),
            _amount(payload["ceiling_cents"]),
        ),
    ]
    return [Difference(label, changed(old, new)) for label, old, new in lines if old != new]


def define(acting: Member, payload: Payload, approval: int) -> None:
    custom_roles.change_custom_role(
        acting=acting,
        role=own_role(acting, payload),
        name=payload["name"],
        permissions=payload["permissions"],
        ceiling_cents=payload["ceiling_cents"],
        approval=approval,
    )


def deletion_differences(company: Company, payload: Payload) -> list[Difference]:
    role = _find(company.pk, payload)
    new = role_words(company, payload["replacement"]) if payload["replacement"] else ""
    return [Difference(_("Role"), changed(role.name if role else "", new))]


def delete(acting: Member, payload: Payload, approval: int) -> None:
    custom_roles.delete_role(
        acting=acting,
        role=own_role(acting, payload),
        replacement=role_of(acting.company_id, payload["replacement"]),
        approval=approval,
    )


def ceiling_differences(company: Company, payload: Payload) -> list[Difference]:
    """Role by role, where it changes."""
    wanted: dict[str, Any] = payload["ceilings"]
    return [
        Difference(Role(role).label, changed(_amount(company.ceiling_of(role)), _amount(cents)))
        for role, cents in wanted.items()
        if cents != company.ceiling_of(role)
    ]


def _may(permissions: Iterable[str]) -> str:
    held = set(permissions)
    return get_text_list([str(label) for key, label in CompanyPermission.choices if key in held], _("and"))


def _amount(cents: int | None) -> str:
    return _("without limit") if cents is None else money(cents)


for gated in (
    GatedAct(
        custom_roles.DEFINED,
        kind=ROLES,
        words=lambda name: _("change what the role {name} may do").format(name=name),
        differences=definition_differences,
        apply=define,
        is_overtaken=is_gone,
        page=lambda payload: reverse("companies:staff"),
    ),
    GatedAct(
        custom_roles.DELETED,
        kind=ROLES,
        words=lambda name: _("delete the role {name}").format(name=name),
        differences=deletion_differences,
        apply=delete,
        is_overtaken=is_gone,
        page=lambda payload: reverse("companies:staff"),
    ),
    GatedAct(
        custom_roles.CEILINGS_SET,
        kind=ROLES,
        words=lambda name: _("change the spending ceilings"),
        differences=ceiling_differences,
        apply=lambda acting, payload, approval: custom_roles.set_ceilings(
            acting=acting, ceilings=payload["ceilings"], approval=approval
        ),
        page=lambda payload: reverse("companies:staff"),
    ),
):
    gated_acts.register(gated.key, gated)
