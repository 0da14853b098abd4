"""Sources of imports as people read them."""

from django.utils.translation import gettext as _

from companies.choices import DEFAULT_SOURCE


def source_in_words(source: str) -> str:
    """The usual source by its kind, another by its name."""
    return _("a public register") if source == DEFAULT_SOURCE else _("the file %(name)s") % {"name": source}
