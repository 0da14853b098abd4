"""Wagtail: editorial pages and the operator's back office, with no call to any outside host."""

from network import environment

WAGTAIL_SITE_NAME = "Comptoir"
WAGTAIL_PAGE_MODEL = "home.SitePage"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = environment.BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# One way to sign in, for operators too.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAILDOCS_EXTENSIONS = ["pdf"]
TAGGIT_CASE_INSENSITIVE = True
