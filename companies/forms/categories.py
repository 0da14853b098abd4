"""Categories as one chooses among them: each with the line that says what it is and what it costs."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from companies.choices import CATEGORY_EXPLANATIONS, FOUNDABLE_CATEGORIES, Category


def explained_categories() -> list[tuple[str, SafeString]]:
    """Choices of a radio group."""
    return [
        (key, format_html('{}<span class="check__note">{}</span>', label, CATEGORY_EXPLANATIONS[Category(key)]))
        for key, label in FOUNDABLE_CATEGORIES
    ]
