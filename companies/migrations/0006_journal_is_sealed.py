"""Every entry gets its place in the chain, then triggers refuse changes to the journal.

Sealing goes company by company in batches, each a transaction: stopped half-way, it goes on where it was.
Whoever alters these tables later on SQLite must make the triggers again: Django copies the table and drops the old one.
"""

from django.db import migrations

from companies.sealing import seal_all

ENTRY = "companies_journalentry"
HEAD = "companies_journalhead"
MESSAGE = "the journal is only ever added to"

# A sealed entry keeps everything but the author, who may be blanked: account, then name, number and salt together.
CHANGED_ENTRY = """
OLD.id {differs} NEW.id OR OLD.company_id {differs} NEW.company_id OR OLD.act {differs} NEW.act
OR OLD.subject {differs} NEW.subject OR OLD.details {differs} NEW.details OR OLD.at {differs} NEW.at
OR (OLD.number IS NOT NULL AND (
  OLD.number {differs} NEW.number OR OLD.author_digest {differs} NEW.author_digest
  OR OLD.previous_hash {differs} NEW.previous_hash OR OLD.hash {differs} NEW.hash))
OR (NEW.author_id IS NOT NULL AND OLD.author_id {differs} NEW.author_id)
OR ((OLD.author_name {differs} NEW.author_name
     OR (OLD.number IS NOT NULL
         AND (OLD.author_number {differs} NEW.author_number OR OLD.author_salt {differs} NEW.author_salt)))
    AND NOT (NEW.author_name = '' AND NEW.author_number IS NULL AND NEW.author_salt = '' AND NEW.author_id IS NULL))
"""
# A chain only grows.
CHANGED_HEAD = "OLD.company_id {differs} NEW.company_id OR NEW.count <= OLD.count"

FUNCTION = f"""
CREATE FUNCTION companies_refuse_journal_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql
"""
PARTS = {
    "postgresql": {"differs": "IS DISTINCT FROM", "act": "EXECUTE FUNCTION companies_refuse_journal_change()"},
    "sqlite": {"differs": "IS NOT", "act": f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"},
}


def seal_what_is_there(apps, schema_editor):
    seal_all(apps.get_model("companies", "JournalEntry").objects, apps.get_model("companies", "JournalHead").objects)


def forbid_changes(apps, schema_editor):
    parts = PARTS[schema_editor.connection.vendor]
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for table, changed in ((ENTRY, CHANGED_ENTRY), (HEAD, CHANGED_HEAD)):
        when = changed.format(differs=parts["differs"])
        schema_editor.execute(
            f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) {parts['act']}"
        )
        schema_editor.execute(f"CREATE TRIGGER {table}_never_goes BEFORE DELETE ON {table} FOR EACH ROW {parts['act']}")


def allow_changes(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in (ENTRY, HEAD):
        for name in ("never_changes", "never_goes"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION companies_refuse_journal_change()")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("companies", "0005_journal_chain")]
    operations = [
        migrations.RunPython(seal_what_is_there, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(forbid_changes, allow_changes, elidable=False),
    ]
