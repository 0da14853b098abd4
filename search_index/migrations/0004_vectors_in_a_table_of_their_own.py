from django.db import migrations

from search_index.full_text import attach


class Migration(migrations.Migration):

    dependencies = [
        ('search_index', '0003_indexed_words'),
    ]

    operations = [
        migrations.RunPython(attach, migrations.RunPython.noop),
    ]
