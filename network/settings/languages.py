"""French and English from the first page on; times are stored in UTC and shown in the reader's zone."""

from pathlib import Path

from network import environment
from network.settings.applications import LOCAL_APPS

USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["network.formats"]
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS: list[Path] = [
    environment.ROOT / "network" / "locale",
    *(environment.ROOT / app.replace(".", "/") / "locale" for app in LOCAL_APPS),
]
LANGUAGE_COOKIE_SECURE = environment.IS_PRODUCTION
