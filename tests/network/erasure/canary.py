"""Looking for a word everywhere the network keeps anything."""

from django.db import connection


def found_in_database(canary: str) -> set[tuple[str, str]]:
    """(table, column) of every text column of the whole database in which the canary stands, known to Django or not."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name, quoted = column.name, connection.ops.quote_name
                cursor.execute(
                    f"SELECT 1 FROM {quoted(table)} WHERE LOWER(CAST({quoted(name)} AS TEXT)) LIKE %s LIMIT 1",
                    [f"%{canary}%"],
                )
                if cursor.fetchone():
                    found.add((table, name))
    return found
