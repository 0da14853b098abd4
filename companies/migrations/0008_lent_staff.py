import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0007_custom_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='lent_by',
            field=models.ForeignKey(blank=True, help_text='The company whose staff the person is.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.company'),
        ),
    ]
