"""The full-text index beside IndexEntry, kept by the database itself, for use in migrations.

A migration that makes Django rebuild the table on SQLite (altering or removing a field) drops its triggers: call `attach` again after it.
"""

from typing import Any

# Beginnings of words of up to nine letters (and the digit of the step before them) are kept apart, to be read as lazily as whole
# words: measured on 100,000 companies, "warehouse madrid" takes a third of the time, for twice the size.
SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_index_words USING fts5(
        words, content='search_index_indexentry', content_rowid='position', detail='none', columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '-:'", prefix='3 4 5 6 7 8 9 10'
    )""",
    """CREATE TRIGGER IF NOT EXISTS search_index_entry_added AFTER INSERT ON search_index_indexentry BEGIN
        INSERT INTO search_index_words(rowid, words) VALUES (new.position, new.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_index_entry_removed AFTER DELETE ON search_index_indexentry BEGIN
        INSERT INTO search_index_words(search_index_words, rowid, words) VALUES ('delete', old.position, old.words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_index_entry_changed AFTER UPDATE OF position, words ON search_index_indexentry BEGIN
        INSERT INTO search_index_words(search_index_words, rowid, words) VALUES ('delete', old.position, old.words);
        INSERT INTO search_index_words(rowid, words) VALUES (new.position, new.words);
    END""",
    "INSERT INTO search_index_words(search_index_words) VALUES ('rebuild')",
)
POSTGRESQL = (
    """ALTER TABLE search_index_indexentry ADD COLUMN IF NOT EXISTS vector tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX IF NOT EXISTS search_index_vector ON search_index_indexentry USING gin (vector)",
)


def attach(apps: Any, schema_editor: Any) -> None:
    """Make the index and what keeps it in step; safe to call again."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def detach(apps: Any, schema_editor: Any) -> None:
    """Take the index away; on PostgreSQL it goes with its table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS search_index_words")
