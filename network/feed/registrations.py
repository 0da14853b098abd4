"""The desk in the navigation, the feed of news on the company page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.common import page_slots
from network.common.shell import NavigationItem, navigation
from network.feed.permissions import news_is_public

navigation.register("feed", NavigationItem(_("Desk"), "feed:dashboard", order=10, audience="member"))


def news_of(_request: HttpRequest, company: Company) -> dict[str, Any] | None:
    """Where the company's news can be followed without an account."""
    return {"url": reverse("company_news", args=[company.slug])} if news_is_public(company) else None


page_slots.register("company_page.head", 10, "feed/head_link.html", news_of)
page_slots.register("company_page.aside", 90, "feed/news_link.html", news_of)
