"""Invoices and their files are only ever added: triggers refuse changes and, on PostgreSQL, deletion.

SQLite allows deletion, because emptying a test database deletes row by row there; nothing in the code deletes.
"""

from django.db import migrations

TABLES = ("invoices_invoice", "invoices_invoicedocument", "invoices_vatcheck")

POSTGRESQL = """
CREATE FUNCTION invoices_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'an invoice never changes: issue a credit note'; END $$ LANGUAGE plpgsql;
CREATE FUNCTION invoices_refuse_gap() RETURNS trigger AS $$
BEGIN
  IF NEW.last_number <> OLD.last_number + 1 OR NEW.prefix <> OLD.prefix THEN
    RAISE EXCEPTION 'numbers of invoices go on one by one';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER invoices_invoiceseries_one_by_one BEFORE UPDATE ON invoices_invoiceseries
  FOR EACH ROW EXECUTE FUNCTION invoices_refuse_gap();
"""
SQLITE = """
CREATE TRIGGER invoices_invoiceseries_one_by_one BEFORE UPDATE ON invoices_invoiceseries
  WHEN NEW.last_number <> OLD.last_number + 1 OR NEW.prefix <> OLD.prefix
  BEGIN SELECT RAISE(ABORT, 'numbers of invoices go on one by one'); END
"""


def forbid_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
    elif vendor == "sqlite":
        schema_editor.execute(SQLITE)
    for table in TABLES:
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION invoices_refuse_change()"
            )
        elif vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'an invoice never changes: issue a credit note'); END"
            )


def allow_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    on = {"postgresql": " ON {table}", "sqlite": ""}[vendor]
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_never_changes" + on.format(table=table))
    schema_editor.execute("DROP TRIGGER invoices_invoiceseries_one_by_one" + on.format(table="invoices_invoiceseries"))
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION invoices_refuse_change(); DROP FUNCTION invoices_refuse_gap()")


class Migration(migrations.Migration):
    dependencies = [("invoices", "0001_invoices")]
    operations = [migrations.RunPython(forbid_changes, allow_changes, elidable=False)]
