"""What was hidden in the reason of a revision ("restored:3") gets a column of its own."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat

PREFIX = "restored:"


def take_out_of_the_reason(apps, schema_editor):
    revisions = apps.get_model("companies", "SectionRevision").objects
    for revision in revisions.filter(reason__startswith=PREFIX).only("reason").iterator():
        number = revision.reason.removeprefix(PREFIX)
        if number.isdecimal():
            revisions.filter(pk=revision.pk).update(restored_from=int(number), reason="")


def put_back_into_the_reason(apps, schema_editor):
    restored = apps.get_model("companies", "SectionRevision").objects.filter(restored_from__isnull=False)
    restored.update(reason=Concat(Value(PREFIX), F("restored_from"), output_field=models.CharField()))


class Migration(migrations.Migration):
    dependencies = [("companies", "0008_lent_staff")]

    operations = [
        migrations.AddField(
            model_name="sectionrevision",
            name="restored_from",
            field=models.PositiveIntegerField(help_text="The earlier version this text was taken from.", null=True),
        ),
        migrations.RunPython(take_out_of_the_reason, put_back_into_the_reason),
    ]
