"""What companies write about themselves, as safe HTML: paragraphs, emphasis, lists and links, nothing else."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}

_markdown = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False}).enable(
    ["newline", "emphasis", "list", "link", "escape"]
)


def rendered(text: str) -> SafeString:
    """The text as HTML that cannot carry a script, a picture or a heading of its own."""
    html = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it
