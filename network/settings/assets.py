"""Static files and media; fonts, styles and translations are built into var/assets by `manage.py build_assets`."""

from network import environment

STATIC_URL = "/static/"
STATIC_ROOT = environment.VAR / "static"
STATICFILES_DIRS = [environment.ROOT / "network" / "static", environment.VAR / "assets"]
for _folder in ("assets", "static"):
    (environment.VAR / _folder).mkdir(parents=True, exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if environment.IS_PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not environment.IS_PRODUCTION
WHITENOISE_AUTOREFRESH = not environment.IS_PRODUCTION  # else each client of a test lists every file first
