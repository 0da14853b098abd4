"""On PostgreSQL a transaction of the ledger must sum to zero in one currency at commit, not across two of them."""

from django.db import migrations

CHECK = """
CREATE OR REPLACE FUNCTION premium_check_balance() RETURNS trigger AS $$
BEGIN
  IF (SELECT sum(cents) <> 0 {or_two_currencies}
      FROM premium_ledgerentry WHERE transaction_id = NEW.transaction_id) THEN
    RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id;
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql;
"""


def _replace(schema_editor, or_two_currencies):
    if schema_editor.connection.vendor == "postgresql":
        statement = CHECK.format(or_two_currencies=or_two_currencies)
        schema_editor.execute(statement, params=None)  # a percent sign of its own is in it


def forbid_two_currencies(apps, schema_editor):
    _replace(schema_editor, "OR count(DISTINCT currency) > 1")


def allow_two_currencies(apps, schema_editor):
    _replace(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("premium", "0008_currencies")]
    operations = [migrations.RunPython(forbid_two_currencies, allow_two_currencies, elidable=False)]
