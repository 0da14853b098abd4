"""What becomes of kept searches and their news when two pages of one company are merged; nothing is told twice."""

from companies.merge_rules import move
from search_index.alerts.models import Alert, SavedMatch


def of_whom(row: SavedMatch | Alert) -> str:
    """Whose search it is; what he looks for is his own."""
    return row.search.user.display_name


move(
    "alerts.SavedSearch",
    once=("company_id", "user_id", "address"),
    with_staff=True,
    related=("user",),
    words=lambda search: search.user.display_name,
)
move("alerts.SavedMatch", once=("search_id", "company_id"), related=("search__user",), words=of_whom)
move("alerts.Alert", related=("search__user",), words=of_whom)
