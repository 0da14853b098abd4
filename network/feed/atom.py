"""The public news of one company as an Atom feed (RFC 4287)."""

from datetime import datetime
from typing import Final

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.linked_data import absolute
from companies.models import Company
from network.feed.models import Activity

SHOWN: Final = 30


class CompanyNews(Feed):
    """What a company did for all to see, newest first; one query."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, company: Company) -> Company:  # type: ignore[override]
        return company

    def title(self, company: Company) -> str:
        return _("%(company)s on Comptoir") % {"company": company.trade_name or company.name}

    def subtitle(self, company: Company) -> str:
        return company.offer

    def link(self, company: Company) -> str:
        return absolute(company.get_absolute_url())

    def feed_url(self, company: Company) -> str:
        return absolute(reverse("company_news", args=[company.slug]))

    def feed_guid(self, company: Company) -> str:
        return self.feed_url(company)

    def language(self, _company: Company) -> str:  # type: ignore[override]
        return get_language() or ""

    def author_name(self, company: Company) -> str:
        return company.trade_name or company.name

    def items(self, company: Company) -> list[Activity]:
        return list(Activity.objects.told_of(company).newest_first()[:SHOWN])

    def item_title(self, activity: Activity) -> str:  # type: ignore[override]
        parts = (activity.company, activity.words, activity.other or "")
        return " ".join(str(part) for part in parts if part)

    def item_description(self, activity: Activity) -> str:  # type: ignore[override]
        return ""

    def item_link(self, activity: Activity) -> str:
        return absolute((activity.other or activity.company).get_absolute_url())

    def item_guid(self, activity: Activity) -> str:
        return absolute(f"/#activity-{activity.pk}")

    def item_pubdate(self, activity: Activity) -> datetime:
        return activity.at

    def item_updateddate(self, activity: Activity) -> datetime:
        return activity.at
