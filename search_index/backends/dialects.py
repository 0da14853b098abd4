"""Questions in the languages of SQLite's FTS5 and of PostgreSQL's tsvector."""

from django.db import connection

from search_index.backends import base
from search_index.backends.questions import All, Question, Term


class Sqlite:
    """Questions to the FTS5 table, whose rowids are positions: it answers in order, as far as it is read."""

    collation = ""

    @staticmethod
    def expression(question: Question) -> str:
        if isinstance(question, Term):
            quoted = question.lexeme.replace('"', '""')
            return f'"{quoted}"{" *" if question.is_beginning else ""}'
        joint = " AND " if isinstance(question, All) else " OR "
        return "(" + joint.join(Sqlite.expression(part) for part in question.parts) + ")"

    @staticmethod
    def positions(condition: str = "", within: str = "", most: int | None = None) -> str:
        """SQL of the first positions that answer; none, and nothing is read, when the condition is false."""
        most = most or base.MOST_MATCHES
        limit = f"CASE WHEN {condition} THEN {most} ELSE 0 END" if condition else str(most)
        inside = (
            " AND EXISTS (SELECT 1 FROM search_index_indexentry AS one"  # noqa: S608
            f" WHERE one.position = search_index_words.rowid AND {within})"
            if within
            else ""
        )
        return (
            "SELECT rowid AS position FROM search_index_words WHERE search_index_words MATCH %s"  # noqa: S608
            f"{inside} ORDER BY rowid LIMIT ({limit})"
        )

    @staticmethod
    def number(within: str = "") -> str:
        """SQL of how many positions answer, as far as they are counted."""
        return f"SELECT COUNT(*) AS number FROM ({Sqlite.positions(within=within)}) AS found"  # noqa: S608


class Postgresql:
    """Questions to the tsvector with its GIN index, or along the positions when a word is in every other document."""

    collation = ' COLLATE "C"'

    @staticmethod
    def expression(question: Question) -> str:
        if isinstance(question, Term):
            quoted = question.lexeme.replace("\\", "\\\\").replace("'", "''")
            return f"'{quoted}'{':*' if question.is_beginning else ''}"
        joint = " & " if isinstance(question, All) else " | "
        return "(" + joint.join(Postgresql.expression(part) for part in question.parts) + ")"

    @staticmethod
    def positions(condition: str = "", within: str = "", most: int | None = None) -> str:
        """The same."""
        gate = f" AND {condition}" if condition else ""
        inside = (
            " AND EXISTS (SELECT 1 FROM search_index_indexentry AS one"  # noqa: S608
            f" WHERE one.position = search_index_words.position AND {within})"
            if within
            else ""
        )
        return (
            f"SELECT position FROM search_index_words WHERE vector @@ %s::tsquery{gate}{inside}"  # noqa: S608
            f" ORDER BY position LIMIT {most or base.MOST_MATCHES}"
        )

    @staticmethod
    def number(within: str = "") -> str:
        """The same."""
        return f"SELECT COUNT(*) AS number FROM ({Postgresql.positions(within=within).replace(' ORDER BY position', '')}) AS found"  # noqa: S608


Dialect = Sqlite | Postgresql


def dialect() -> Dialect:
    """The one of the database in use."""
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()
