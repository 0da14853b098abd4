"""Addresses: pages under a language, the back office and machine ends outside."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from companies.views.sharing import oembed
from network import environment
from network.common import sitemaps, views, watching
from network.feed.views import news
from network.home.urls import sign_in
from premium.views.stripe import events as stripe_events
from search_index import api
from search_index.views import api_description

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("api/v1/", api.urls),
    path("api/v1/openapi.json", api_description, name="api_description"),
    path("health/", watching.health, name="health"),
    path("health/ready/", watching.ready, name="ready"),
    path("metrics/", watching.metrics, name="metrics"),
    path("stripe/events/", stripe_events, name="stripe_events"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", sitemaps.pages, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    # Wagtail brings a sign-in of its own, which counts no failed attempts: there is one way to sign in.
    path("back-office/login/", sign_in, name="wagtailadmin_login"),
    path("back-office/", include(wagtailadmin_urls)),
]

if environment.IS_DEVELOPMENT or environment.IS_TEST:
    urlpatterns += [path("styleguide/", views.styleguide, name="styleguide")]

urlpatterns += i18n_patterns(
    path("account/", include("network.accounts.allauth_urls")),
    path("account/", include("network.accounts.urls")),
    path("account/data/", include("network.takeout.urls")),
    path("notifications/", include("network.notifications.urls")),
    path("", include("companies.recovery.urls")),
    path("page/proofs/", include("companies.verification.urls")),
    path("page/second-person/", include("companies.approvals.urls")),
    path("page/closing/", include("companies.closing.urls")),
    path("page/group/", include("companies.tree.urls")),
    path("", include("companies.publication.urls")),
    path("", include("companies.pictures.urls")),
    path("", include("companies.duplicates.urls")),
    path("", include("companies.urls")),
    path("", include("companies.staffing.urls")),
    path("invoices/", include("premium.invoices.urls")),
    path("pack/", include("premium.benefits.urls")),
    path("code/", include("premium.revenue.urls")),
    path("pay/", include("premium.payment_links.urls")),
    path("packs/", include("premium.urls")),
    path("network/", include("connections.urls")),
    path("messages/", include("connections.messaging.urls")),
    path("specialties/", include("listings.urls")),
    path("search/", include("search_index.shortlists.urls")),
    path("search/", include("search_index.alerts.urls")),
    path("search/", include("search_index.urls")),
    path("desk/", include("network.feed.urls")),
    path("oembed/", oembed, name="oembed"),
    path("companies/<slug:slug>/news.atom", news, name="company_news"),
    path("", include("network.home.urls")),
    prefix_default_language=True,
)

handler400 = "network.common.views.bad_request"
handler403 = "network.common.views.permission_denied"
handler404 = "network.common.views.page_not_found"
handler500 = "network.common.views.server_error"

if not environment.IS_PRODUCTION:
    urlpatterns.insert(0, path("media/<path:path>", views.media, name="media"))
