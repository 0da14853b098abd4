"""Template tags of staff: names and meanings of roles, the pages about one's own company."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from companies.roles import ROLE_EXPLANATIONS, Role
from companies.tabs import in_order

register = template.Library()


@register.filter
def role_label(role: str) -> "str | Promise":
    """`{{ "editor"|role_label }}`: the role's name in the reader's language."""
    return Role(role).label if role in Role.values else role


@register.filter
def role_explanation(role: str) -> "str | Promise":
    """`{{ "editor"|role_explanation }}`: what the role may do, in one sentence."""
    return ROLE_EXPLANATIONS[Role(role)] if role in Role.values else ""


@register.inclusion_tag("components/tabs.html", takes_context=True)
def company_tabs(context: template.Context) -> dict[str, Any]:
    """`{% company_tabs %}`: our page, staff, journal and what apps above add, the present one marked."""
    here = context["request"].path
    addresses = [(tab.label, reverse(tab.address)) for tab in in_order()]
    current = max((address for _label, address in addresses if here.startswith(address)), key=len, default="")
    items = [{"label": label, "url": address, "current": address == current} for label, address in addresses]
    return {"label": _("Our company"), "items": items}
