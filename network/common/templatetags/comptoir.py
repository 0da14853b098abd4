"""Template tags of the look: signs, components with a slot, form controls, addresses."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.paginator import Page
from django.forms import BoundField, widgets
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.common import signs

register = template.Library()

THEMES = {"light", "dark"}


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """`{% icon "search" %}`: an inline drawing of lucide, silent for screen readers."""
    return signs.icon_svg(str(name), int(size))


@register.simple_tag
def logo(company: Any, size: int = 40) -> SafeString:
    """`{% logo company 64 %}`: a square of 28, 40, 48, 64 or 104 px, or two letters on zinc."""
    name, url = getattr(company, "name", "") or "", getattr(company, "logo_url", "") or ""
    if url:
        return format_html(
            '<img class="logo logo--{0}" src="{1}" width="{0}" height="{0}" alt="" loading="lazy">', size, url
        )
    return format_html(
        '<span class="logo logo--{} logo--letters" aria-hidden="true">{}</span>', size, signs.company_letters(name)
    )


@register.simple_tag
def avatar(user: Any, size: int = 32) -> SafeString:
    """`{% avatar user 44 %}`: a circle of 22, 32 or 44 px with initials and the person's hue."""
    name = getattr(user, "display_name", "") or str(user)
    return format_html(
        '<span class="avatar avatar--{} avatar--{}" aria-hidden="true">{}</span>',
        size,
        signs.hue(getattr(user, "pk", None) or name),
        signs.initials(name),
    )


@register.simple_tag
def tally(level: int) -> SafeString:
    """`{% tally 3 %}`: the five strokes alone."""
    return SafeString(render_to_string("components/tally.html", {"strokes": signs.tally(int(level or 0))}))


@register.inclusion_tag("components/evidence_mark.html")
def evidence_mark(level: int, url: str = "") -> dict[str, Any]:
    """`{% evidence_mark company.evidence_level url=... %}`: the tally and the name of its method."""
    level = max(0, min(int(level or 0), 5))
    return {"level": level, "strokes": signs.tally(level), "name": signs.EVIDENCE_NAMES[level], "url": url}


@register.simple_tag
def money(cents: int | None, currency: str = "EUR") -> str:
    """`{% money 199000 "EUR" %}`: an amount in cents, in the reader's language."""
    return signs.money(cents, currency)


@register.simple_tag
def percent(value: float) -> str:
    """`{% percent 45 %}`: 45 % in French, 45% in English."""
    return signs.percent(value)


@register.inclusion_tag("components/quota.html")
def quota(used: int, limit: int | None, label: str, until: Any = None) -> dict[str, Any]:
    """`{% quota 38 40 _("Introductions") until=grant.ends_on %}`: no limit when `limit` is None."""
    return {
        "used": used,
        "limit": limit,
        "label": label,
        "until": until,
        "is_low": signs.is_low(used, limit),
        "rest": None if limit is None else max(limit - used, 0),
    }


@register.inclusion_tag("components/rating.html")
def rating(average: Any, count: int, *, small: bool = False) -> dict[str, Any]:
    """`{% rating 4.7 23 %}`: the mean, or only the count under three reviews."""
    return {
        "average": average,
        "count": count,
        "small": small,
        "is_rated": bool(count) and count >= signs.REVIEWS_BEFORE_RATING,
        "minimum": signs.REVIEWS_BEFORE_RATING,
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """`{% pager page_obj %}`: previous and next, keeping the rest of the query."""
    return {
        "page": page,
        "previous_url": _page_url(context, parameter, page.number - 1) if page.has_previous() else "",
        "next_url": _page_url(context, parameter, page.number + 1) if page.has_next() else "",
    }


def _page_url(context: template.Context, parameter: str, number: int) -> str:
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_in_language(context: template.Context, language: str) -> str:
    """`{% page_in_language "en" %}`: the address of this very page in another language, query kept."""
    request = context.get("request")
    if request is None:
        return f"/{language}/"
    here = request.get_full_path()
    if language == get_language():
        return here
    there = translate_url(here, language)
    return there if there != here else f"/{language}/"


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages of the site: code and own name."""
    return list(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def chosen_theme(context: template.Context) -> str:
    """`light`, `dark` or `auto`: of the signed-in person, otherwise of the cookie."""
    theme = getattr(context.get("user"), "theme", "") or ""
    request = context.get("request")
    if not theme and request is not None:
        theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else "auto"


@register.filter
def moment(at: datetime) -> str:
    """`{{ activity.at|moment }}`: how long ago today, otherwise yesterday or the day: nobody counts hours after a night."""
    day, today = timezone.localtime(at).date(), timezone.localdate()
    if day == today:
        return naturaltime(at)
    if day == today - timedelta(days=1):
        return _("yesterday")
    return date_format(day, "j F" if day.year == today.year else "DATE_FORMAT")


@register.filter
def one_full_stop(sentence: object) -> str:
    """A sentence that ends with a company's name ends once, also when the name has a full stop of its own: "Gxo SL."."""
    text = str(sentence)
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


@register.filter
def control_kind(field: BoundField) -> str:
    """Which part of `components/field.html` draws this field."""
    widget = field.field.widget
    kinds: list[tuple[type | tuple[type, ...], str]] = [
        ((widgets.RadioSelect, widgets.CheckboxSelectMultiple), "choices"),
        (widgets.CheckboxInput, "check"),
        (widgets.MultiWidget, "multiple"),
        (widgets.Textarea, "textarea"),
    ]
    return next((kind for types, kind in kinds if isinstance(widget, types)), "input")


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's control in our look; Django adds `aria-describedby` and `aria-invalid` itself."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"input {own}".strip()})


@register.simple_block_tag
def counter(
    content: str,
    title: str = "",
    *,
    level: int = 2,
    note: str = "",
    url: str = "",
    link: str = "",
    id: str = "",  # noqa: A002
) -> SafeString:
    """`{% counter _("Reviews") note=... url=... link=... %}...{% endcounter %}`: a section on its heavy rule."""
    context = {"title": title, "level": level, "note": note, "url": url, "link": link, "id": id, "content": content}
    return SafeString(render_to_string("components/counter.html", context))


@register.simple_block_tag
def notice(content: str, kind: str = "", *, title: str = "", url: str = "", link: str = "") -> SafeString:
    """`{% notice "ok" url=... link=... %}sentence{% endnotice %}`: kind is empty, ok, wax or proof."""
    context = {"kind": kind, "title": title, "url": url, "link": link, "content": content}
    return SafeString(render_to_string("components/notice.html", context))


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002
    """`{% dialog "leave" _("Leave?") %}form{% enddialog %}`: opened by a button with `data-dialog="leave"`."""
    return SafeString(render_to_string("components/dialog.html", {"id": id, "title": title, "content": content}))
