"""The list of pages about one's own account."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/sections.html", takes_context=True)
def account_pages(context: template.Context) -> dict[str, Any]:
    """`{% account_pages %}`: settings, mails, addresses and password, the present one marked."""
    here = context["request"].path
    pages = [
        (_("Settings"), "accounts:settings"),
        (_("Mails"), "notifications:preferences"),
        (_("E-mail addresses"), "account_email"),
        (_("Password"), "account_change_password"),
    ]
    items = [{"label": label, "url": reverse(name), "current": reverse(name) == here} for label, name in pages]
    return {"label": _("My account"), "items": items}
