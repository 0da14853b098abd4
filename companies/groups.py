"""Names of socket groups."""


def editing_group(company_id: int) -> str:
    """Open pages of the members of one company who edit its page."""
    return f"editing.company.{company_id}"


def person_group(user_id: int) -> str:
    """Every socket of one person."""
    return f"person.{user_id}"
