"""Template filters for roles: their names and what they mean."""

from django import template
from django.utils.functional import Promise

from companies.roles import ROLE_EXPLANATIONS, Role

register = template.Library()


@register.filter
def role_label(role: str) -> "str | Promise":
    """`{{ "editor"|role_label }}`: the role's name in the reader's language."""
    return Role(role).label if role in Role.values else role


@register.filter
def role_explanation(role: str) -> "str | Promise":
    """`{{ "editor"|role_explanation }}`: what the role may do, in one sentence."""
    return ROLE_EXPLANATIONS[Role(role)] if role in Role.values else ""
