from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    """Gives the base page model its language once Wagtail's own tables exist."""

    dependencies = [("home", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        BootstrapLocaleField("home.SitePage"),
        BootstrapTranslationKeyField("home.SitePage"),
        BootstrapTranslatableModel("home.SitePage"),
    ]
