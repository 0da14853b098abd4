"""Applications, middleware and templates."""

from network import environment

DEBUG = environment.IS_DEBUGGING
ROOT_URLCONF = "network.urls"
ASGI_APPLICATION = "network.asgi.application"
WSGI_APPLICATION = "network.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOCAL_APPS = [
    "network.common",
    "network.accounts",
    "network.notifications",
    "network.moderation",
    "network.takeout",
    "companies",
    "companies.duplicates",
    "companies.verification",
    "companies.recovery",
    "companies.standing_in",
    "companies.publication",
    "companies.pictures",
    "companies.closing",
    "companies.staffing",
    "companies.approvals",
    "companies.tree",
    "premium",
    "premium.revenue",
    "premium.benefits",
    "premium.invoices",
    "premium.transfers",
    "premium.payment_links",
    "connections",
    "connections.messaging",
    "listings",
    "search_index",
    "search_index.shortlists",
    "search_index.alerts",
    "network.feed",
    "network.home",
]

INSTALLED_APPS = [
    *LOCAL_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "channels",
    "csp",
    "django_countries",
    "django_htmx",
    "template_partials",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "network.common.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "network.common.middleware.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "network.common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "network.common.middleware.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network.accounts.middleware.PreferencesMiddleware",
    "network.accounts.middleware.OperatorMiddleware",
    "companies.standing_in.middleware.StandInMiddleware",
    "companies.middleware.CompanyMiddleware",
    "network.common.middleware.ReadableAddressMiddleware",
    "network.common.middleware.RefusalMiddleware",
    "companies.middleware.SecondPersonMiddleware",
]
if environment.METRICS_TOKEN:  # counted only where somebody asks for the counts
    INSTALLED_APPS.append("django_prometheus")
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [environment.ROOT / "network" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "network.common.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "network.common.templatetags.comptoir",
                "template_partials.templatetags.partials",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
