"""Tags of the company page: a section by its own template, slots that higher apps fill, text as safe HTML."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from companies.dossier import Cell
from companies.markup import rendered
from companies.selectors.page import ShownSection
from network.common import page_slots
from network.common.back_office import day_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def section_body(context: template.Context, shown: ShownSection) -> SafeString:
    """`{% section_body shown %}`: the section's own template with its values."""
    found = context.template.engine.get_template(shown.kind.template)  # type: ignore[union-attr]
    with context.push(**shown.values):
        return found.render(context)


@register.simple_tag(takes_context=True)
def page_slot(context: template.Context, slot: str, subject: Any) -> SafeString:
    """`{% page_slot "company_page.actions" company %}`: what higher apps show there, in order; each gets `filling`."""
    engine = context.template.engine  # type: ignore[union-attr]
    parts = []
    for name, filling in page_slots.fillings(slot, context["request"], subject):
        with context.push(filling=filling, subject=subject):
            parts.append(engine.get_template(name).render(context))
    return mark_safe("".join(parts))  # noqa: S308 - rendered templates


@register.filter
def company_text(text: str) -> SafeString:
    """`{{ content.text|company_text }}`: paragraphs, emphasis, lists and links of what a company wrote."""
    return rendered(text)


@register.filter
def dossier_cell(cell: Cell) -> Cell:
    """`{{ cell|dossier_cell }}`: a day in words, anything else as it is; nothing for what is not known."""
    return day_in_words(cell) if cell is None or isinstance(cell, date) else cell
