"""What browsers may do: strict content policy with nonces on the site, its own looser one in the back office."""

from csp.constants import NONCE, NONE, SELF
from django.utils.crypto import get_random_string

from network import environment


def _development_key() -> str:
    """A random key kept in var/, so that sessions survive a restart and nothing secret is committed."""
    path = environment.VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_string(64))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY_FALLBACKS = [key.strip() for key in environment.SECRET_KEY_FALLBACKS.split(",") if key.strip()]
SECRET_KEY = environment.SECRET_KEY or ("" if environment.IS_PRODUCTION else _development_key())
ALLOWED_HOSTS = [host.strip() for host in environment.ALLOWED_HOSTS.split(",") if host.strip()] or (
    [] if environment.IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
BASE_URL = environment.BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.IS_PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
# Wagtail's editor needs inline styles and scripts, and frames its own previews: only under /back-office/.
BACK_OFFICE_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "payment", "usb", "display-capture")
}
PERMISSIONS_POLICY["geolocation"] = ["self"]  # "nearest to me", asked by a click only
