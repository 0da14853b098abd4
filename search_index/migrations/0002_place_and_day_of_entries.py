from django.db import migrations, models

from search_index.full_text import attach


class Migration(migrations.Migration):

    dependencies = [
        ('search_index', '0001_initial'),
    ]

    operations = [
        migrations.AddField('indexentry', 'since', models.DateField(help_text='The day it came to the network.', null=True)),
        migrations.AddField('indexentry', 'x', models.FloatField(help_text='With y and z where it is, on a globe of radius 1.', null=True)),
        migrations.AddField('indexentry', 'y', models.FloatField(null=True)),
        migrations.AddField('indexentry', 'z', models.FloatField(null=True)),
        migrations.RunPython(attach, migrations.RunPython.noop),
    ]
