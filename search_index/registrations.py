"""What search_index tells the apps below: its links, its paid right."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.common import assets
from network.common.shell import NavigationItem, footer, navigation
from network.common.vital_signs import VitalSign, late_since, vital_signs
from premium.features import Feature, register
from search_index import gazetteer
from search_index.documents.company import LISTED
from search_index.models import PendingPush

register(
    Feature(
        key=LISTED,
        label=_("Listed in the provider search"),
        unit="",
        refusal=_("Being listed in the provider search"),
    )
)
navigation.register("search.providers", NavigationItem(_("Providers"), "search_index:search", order=20))
navigation.register(
    "search.companies",
    NavigationItem(_("Companies"), "search_index:search", order=30, audience="visitor", query="?scope=companies"),
)


def ranking_link() -> list[tuple[str, str]]:
    """The public formula, one click from every page."""
    return [(gettext("How we rank"), reverse("search_index:ranking"))]


def api_link() -> list[tuple[str, str]]:
    """The public JSON, for programmers."""
    return [(gettext("API"), reverse("search_index:api"))]


footer.register("ranking", ranking_link)
footer.register("api", api_link)


def build_gazetteer() -> list[str]:
    """The file of the cities, once."""
    return [f"gazetteer: {gazetteer.path().stat().st_size / 1_000_000:.0f} MB"] if gazetteer.prepare() else []


assets.makers.register("gazetteer", build_gazetteer)

vital_signs.register(
    "search_pushes_late",
    VitalSign(
        _("Changes the search server has not heard of for more than a minute"),
        _("It does not take them; the database answers meanwhile, and everything is caught up."),
        lambda: PendingPush.objects.filter(asked_at__lt=late_since()).count(),
    ),
)
