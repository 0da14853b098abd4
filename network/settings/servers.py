"""Cache, sockets, queue, search and mail: embedded by default, other URLs in production."""

from urllib.parse import parse_qs, unquote, urlsplit

from celery.schedules import crontab

from network import environment

if environment.CACHE_URL.startswith("redis"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": environment.CACHE_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if environment.CHANNEL_URL.startswith("redis"):
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [environment.CHANNEL_URL]},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

CELERY_BROKER_URL = environment.BROKER_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(environment.VAR / "queue" / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {
        "task": "network.common.tasks.relay_outbox",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "publish-planned-pages": {
        "task": "network.home.tasks.publish_planned_pages",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "check-domains": {
        "task": "companies.verification.tasks.check_domains",
        "schedule": 15.0,
        "options": {"expires": 60},
    },
    "keep-evidence": {
        "task": "companies.verification.tasks.keep_evidence",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600},
    },
    "serve-stripe": {
        "task": "premium.tasks.serve_stripe",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "advance-subscriptions": {
        "task": "premium.tasks.advance_subscriptions",
        "schedule": crontab(minute="7"),
        "options": {"expires": 1800},
    },
    "reconcile-stripe": {
        "task": "premium.tasks.reconcile_stripe",
        "schedule": crontab(hour="2", minute="40"),
        "options": {"expires": 3600},
    },
    "report-before-renewal": {
        "task": "premium.benefits.tasks.report_before_renewal",
        "schedule": crontab(hour="5", minute="30"),
        "options": {"expires": 3600},
    },
    "seal-journals": {
        "task": "companies.tasks.seal_journals",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "make-invoice-documents": {
        "task": "premium.invoices.tasks.make_documents",
        "schedule": 5.0,
        "options": {"expires": 20},
    },
    "ask-vat-numbers": {
        "task": "premium.invoices.tasks.ask_vat_numbers",
        "schedule": 15.0,
        "options": {"expires": 60},
    },
    "forget-expired-takeouts": {
        "task": "network.takeout.tasks.forget_expired_takeouts",
        "schedule": crontab(minute="20"),
        "options": {"expires": 1800},
    },
    "forget-unpublished-pictures": {
        "task": "companies.pictures.tasks.forget_unpublished_pictures",
        "schedule": crontab(hour="3", minute="50"),
        "options": {"expires": 3600},
    },
    "find-duplicates": {
        "task": "companies.duplicates.tasks.find_duplicates",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600},
    },
    "compare-search-index": {
        "task": "search_index.tasks.compare_index",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"expires": 3600},
    },
    "tell-news-of-searches": {
        "task": "search_index.alerts.tasks.tell_morning_news",
        "schedule": crontab(minute="5"),
        "options": {"expires": 1800},
    },
}

_queue = environment.VAR / "queue"
_queue.mkdir(parents=True, exist_ok=True)  # beat keeps its schedule here, whatever the broker
if environment.BROKER_URL.startswith("filesystem"):
    for _folder in ("messages", "processed", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "whole-files://"  # see network.common.file_broker
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}

SEARCH_URL = environment.SEARCH_URL
SEARCH_SECONDS = 0.8  # the search server has so long to answer; then the database does, within 1.5 s in all
TRUSTED_PROXY_COUNT = int(environment.TRUSTED_PROXY_COUNT)
NINJA_NUM_PROXIES = TRUSTED_PROXY_COUNT  # whose address the limits of the public JSON count
if SEARCH_URL.startswith("elasticsearch"):
    CELERY_BEAT_SCHEDULE["push-to-search-server"] = {
        "task": "search_index.tasks.push_to_server",
        "schedule": 2.0,
        "options": {"expires": 10},
    }
STRIPE_SECRET_KEY = environment.STRIPE_SECRET_KEY
STRIPE_WEBHOOK_SECRET = environment.STRIPE_WEBHOOK_SECRET
STRIPE_API_BASE = environment.STRIPE_API_BASE

DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.EMAIL_FROM
EMAIL_TIMEOUT = 5
_mail = urlsplit(environment.EMAIL_URL)
if _mail.scheme.startswith("smtp"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = parse_qs(_mail.query).get("tls") == ["1"]
    EMAIL_USE_SSL = _mail.scheme == "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _mail.path
