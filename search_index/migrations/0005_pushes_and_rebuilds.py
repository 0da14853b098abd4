from django.db import migrations, models

from search_index.full_text import attach


class Migration(migrations.Migration):

    dependencies = [
        ('search_index', '0004_vectors_in_a_table_of_their_own'),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingPush',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={'verbose_name_plural': 'pending pushes'},
        ),
        migrations.CreateModel(
            name='IndexRebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('last_company', models.BigIntegerField(default=0)),
                ('copied', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField('indexentry', 'version', models.BigIntegerField(default=0, help_text='The number of the PendingPush that asked for its present state.')),
        migrations.RunPython(attach, migrations.RunPython.noop),
    ]
