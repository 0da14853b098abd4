"""Ship the first catalogue, so that a new database sells from its first minute."""

from django.db import migrations

from premium.first_catalogue import fill


def ship(apps, schema_editor):
    fill(apps)


class Migration(migrations.Migration):
    dependencies = [("premium", "0001_initial")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop, elidable=False)]
