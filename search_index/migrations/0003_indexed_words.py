from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search_index', '0002_place_and_day_of_entries'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexedWord',
            fields=[
                ('stem', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('written', models.CharField(max_length=60)),
            ],
        ),
    ]
