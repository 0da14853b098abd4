"""Template filters of the group: a link seen from one side."""

from django import template
from django.utils.translation import gettext as _

from companies.models import Company
from companies.tree.models import Affiliation

register = template.Library()


@register.filter
def other_company(link: Affiliation, company: Company) -> Company:
    return link.other_of(company.pk)


@register.filter
def in_words(link: Affiliation) -> str:
    """What the link would say, in one sentence."""
    words = {"kind": link.get_kind_display(), "parent": link.parent.name, "child": link.child.name}
    return _("%(child)s is to be shown as part of %(parent)s (%(kind)s).") % words
