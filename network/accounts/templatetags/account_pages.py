"""The list of pages about one's own account."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("components/sections.html", takes_context=True)
def account_pages(context: template.Context) -> dict[str, Any]:
    """`{% account_pages %}`: the pages about oneself, the present one marked."""
    here = context["request"].path
    pages = [
        (_("Settings"), "accounts:settings"),
        (_("Mails"), "notifications:preferences"),
        (_("E-mail addresses"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Second factor"), "mfa_index"),
        (_("Devices"), "usersessions_list"),
        (_("My data"), "takeout:mine"),
    ]
    items = [{"label": label, "url": reverse(name), "current": _is_here(reverse(name), here)} for label, name in pages]
    return {"label": _("My account"), "items": items}


def _is_here(page: str, here: str) -> bool:
    """The page itself, or one under it; the settings are above all others."""
    return here == page or (page != reverse("accounts:settings") and here.startswith(page))


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """`{{ session.user_agent|device }}`: browser and system in words, as far as the browser tells."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown browser")
