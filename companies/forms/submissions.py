"""What a browser posted for a section: the text, the version it was written on, and the choices after a conflict."""

import json
from collections.abc import Mapping
from typing import Any

from companies.conflicts import BASE, BOTH, MINE, THEIRS, merge
from companies.models import Member, Section
from companies.sections import Content, SectionKind
from companies.selectors.editing import content_at

LONGEST_POSTED_TEXT = 200_000


def version_in(posted: Mapping[str, Any], name: str = "base_version") -> int:
    """A version number of the form; 0, which is never newer than what is published, when it was tampered with."""
    text = str(posted.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def reason_in(posted: Mapping[str, Any]) -> str:
    """Why a text is published, as typed; without NUL, which PostgreSQL keeps in no text."""
    return str(posted.get("reason", "")).replace("\0", "")


def form_for(kind: SectionKind, member: Member, content: Content, data: Mapping[str, Any] | None = None) -> Any:
    """The section's form on a content, with or without what was typed."""
    return kind.form(data, content=content, company=member.company, member=member)


def merged_content(posted: Mapping[str, Any], kind: SectionKind, section: Section) -> Content:
    """The content that the choices of the conflict panel ask for."""
    contents = {
        MINE: _mine(posted),
        BASE: content_at(section, version_in(posted, "opened_version")),
        THEIRS: content_at(section, version_in(posted)),
    }
    choices = {name.removeprefix("keep-"): str(value) for name, value in posted.items() if name.startswith("keep-")}
    if posted.get("keep_all") == BOTH:
        joinable = [key for key in contents[MINE] if kind.form.can_keep_both(key)]
        choices |= dict.fromkeys(joinable, BOTH)
    return merge(kind.form, contents, choices)


def _mine(posted: Mapping[str, Any]) -> Content:
    """The content the panel carried along; an empty one when it was tampered with."""
    text = str(posted.get("mine", ""))[:LONGEST_POSTED_TEXT]
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
