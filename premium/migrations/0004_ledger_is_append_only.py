"""The money ledger is only ever added to, and on PostgreSQL each transaction must sum to zero at commit.

SQLite allows deletion, because emptying a test database deletes row by row there; nothing in the code deletes.
"""

from django.db import migrations

TABLES = ("premium_ledgerentry", "premium_ledgertransaction")

POSTGRESQL = """
CREATE FUNCTION premium_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the ledger is only ever added to'; END $$ LANGUAGE plpgsql;
CREATE FUNCTION premium_check_balance() RETURNS trigger AS $$
BEGIN
  IF (SELECT sum(cents) FROM premium_ledgerentry WHERE transaction_id = NEW.transaction_id) <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id;
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER ledger_sums_to_zero AFTER INSERT ON premium_ledgerentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION premium_check_balance();
"""


def forbid_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)  # a percent sign of its own is in it
    for table in TABLES:
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION premium_refuse_change()"
            )
        elif vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END"
            )


def allow_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    on = {"postgresql": " ON {table}", "sqlite": ""}[vendor]
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + on.format(table=table))
    if vendor == "postgresql":
        schema_editor.execute(
            "DROP TRIGGER ledger_sums_to_zero ON premium_ledgerentry; "
            "DROP FUNCTION premium_check_balance(); DROP FUNCTION premium_refuse_change()"
        )


class Migration(migrations.Migration):
    dependencies = [("premium", "0003_known_features")]
    operations = [migrations.RunPython(forbid_changes, allow_changes, elidable=False)]
