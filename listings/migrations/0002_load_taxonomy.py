"""Load the shipped taxonomy, so that a new database offers it from its first minute."""

from django.db import migrations

from listings.taxonomy import load


def load_shipped(apps, schema_editor):
    load(apps.get_model("listings", "Specialty"), apps.get_model("listings", "ActivityCode"))


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [migrations.RunPython(load_shipped, migrations.RunPython.noop, elidable=False)]
