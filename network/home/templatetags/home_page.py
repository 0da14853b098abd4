"""The living facts of the home page, asked for by its template."""

from django import template

from network.home.selectors import HomeFacts
from network.home.selectors import home_facts as read_facts

register = template.Library()


@register.simple_tag
def home_facts() -> HomeFacts:
    """`{% home_facts as facts %}`: latest facts between two companies, figures, packs on sale."""
    return read_facts()
