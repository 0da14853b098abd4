"""The only reader of the process environment: every variable the network understands, with its default and its meaning."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
VAR: Final = Path(os.environ.get("COMPTOIR_VAR", ROOT / "var"))


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, its embedded default and what it is for."""

    name: str
    default: str
    meaning: str

    def read(self) -> str:
        return os.environ.get(self.name) or self.default


VARIABLES: dict[str, Variable] = {}


def declare(name: str, default: str, meaning: str) -> str:
    """Register a variable and return its present value."""
    variable = Variable(name, default, meaning)
    VARIABLES[name] = variable
    return variable.read()


MODE = declare(
    "COMPTOIR_MODE",
    "development",
    "development (embedded defaults, accounts page, style guide), test, or production (checks refuse embedded back ends)",
)
SECRET_KEY = declare("SECRET_KEY", "", "signs sessions and links; required in production")
SECRET_KEY_FALLBACKS = declare(
    "SECRET_KEY_FALLBACKS",
    "",
    "former secret keys, comma separated: links, sessions and second factors made under them go on",
)
ALLOWED_HOSTS = declare("ALLOWED_HOSTS", "", "host names served, comma separated; required in production")
BASE_URL = declare("BASE_URL", "http://localhost:8000", "public address, used in mails")
DATABASE_URL = declare("DATABASE_URL", f"sqlite:///{VAR / 'comptoir.sqlite3'}", "SQLite or PostgreSQL")
CACHE_URL = declare("CACHE_URL", "locmem://", "local memory or Redis")
CHANNEL_URL = declare("CHANNEL_URL", "memory://", "sockets: in-process or Redis")
BROKER_URL = declare("BROKER_URL", "filesystem://", "Celery: files in var/queue, Redis or RabbitMQ")
SEARCH_URL = declare(
    "SEARCH_URL", "database://", "search engine: database://, or elasticsearch://user:password@host:9200/prefix?tls=1"
)
EMAIL_URL = declare("EMAIL_URL", f"file://{VAR / 'mail'}", "files, or smtp://user:password@host:port?tls=1")
EMAIL_FROM = declare("EMAIL_FROM", "Comptoir <bonjour@comptoir.example>", "sender of every mail")
STRIPE_SECRET_KEY = declare("STRIPE_SECRET_KEY", "", "none: bank transfer only")
STRIPE_WEBHOOK_SECRET = declare(
    "STRIPE_WEBHOOK_SECRET", "", "proves that an event comes from Stripe; required with a key"
)
STRIPE_API_BASE = declare("STRIPE_API_BASE", "", "another address than Stripe's own, for tests and `make run-card`")
TRUSTED_PROXY_COUNT = declare("TRUSTED_PROXY_COUNT", "0", "how many proxies in front add X-Forwarded-For")
OPERATORS_NEED_SECOND_FACTOR = declare(
    "OPERATORS_NEED_SECOND_FACTOR",
    "1" if MODE == "production" else "0",
    "1: the back office opens only to operators with a second factor; 1 in production",
)
BANK_ACCOUNT_HOLDER = declare("BANK_ACCOUNT_HOLDER", "Comptoir SAS", "printed on pro-formas")
BANK_ACCOUNT_IBAN = declare(
    "BANK_ACCOUNT_IBAN",
    "FR76 3000 6000 0112 3456 7890 189",
    "printed on pro-formas; the default is the public example IBAN",
)
BANK_ACCOUNT_BIC = declare("BANK_ACCOUNT_BIC", "AGRIFRPP", "printed on pro-formas")
SELLER_NAME = declare("SELLER_NAME", "Comptoir SAS", "who sells, printed on invoices")
SELLER_LEGAL_FORM = declare(
    "SELLER_LEGAL_FORM", "SAS au capital de 10 000 €", "legal form and capital, printed on invoices"
)
SELLER_REGISTER = declare("SELLER_REGISTER", "RCS Paris 123 456 782", "register of commerce, printed on invoices")
SELLER_SIREN = declare("SELLER_SIREN", "123456782", "the seller's SIREN; the default is invented")
SELLER_VAT_NUMBER = declare("SELLER_VAT_NUMBER", "FR11123456782", "the seller's VAT number; the default is invented")
SELLER_ADDRESS = declare("SELLER_ADDRESS", "1 rue du Comptoir", "printed on invoices")
SELLER_POSTAL_CODE = declare("SELLER_POSTAL_CODE", "75002", "printed on invoices")
SELLER_CITY = declare("SELLER_CITY", "Paris", "printed on invoices")
SELLER_EMAIL = declare("SELLER_EMAIL", "comptabilite@comptoir.example", "whom to ask about an invoice")
VIES_URL = declare(
    "VIES_URL",
    "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number",
    "where VAT numbers of the European Union are asked for; empty: never asked",
)
OUTGOING_PRIVATE_HOSTS = declare(
    "OUTGOING_PRIVATE_HOSTS",
    "",
    "host names, comma separated, that the guarded client may reach although they are not public",
)
DNS_SERVER = declare(
    "DNS_SERVER",
    "",
    "address, or address:port, of the name server that proofs of domains ask; empty: the machine's own",
)
DEBUG = declare("DEBUG", "", "1 shows tracebacks in the browser; never in production")
LOG_LEVEL = declare("LOG_LEVEL", "INFO", "level of the structured log")
LOG_FORMAT = declare(
    "LOG_FORMAT",
    "json" if MODE == "production" else "line",
    "json (in production): one object a line, a line for each request; line: for reading, and only what is unusual",
)
ERRORS_URL = declare(
    "ERRORS_URL", "", "the DSN of a server that speaks Sentry's protocol; none: errors are only logged"
)
METRICS_TOKEN = declare("METRICS_TOKEN", "", "opens /metrics/ to Prometheus (`Authorization: Bearer`); none: closed")
PROMETHEUS_MULTIPROC_DIR = declare(
    "PROMETHEUS_MULTIPROC_DIR", "", "a folder in which several processes of one machine count together"
)

VARIABLES["COMPTOIR_VAR"] = Variable(
    "COMPTOIR_VAR", str(VAR), "the folder of everything that is not code: database, queue, mails, uploads, built assets"
)

IS_PRODUCTION: Final = MODE == "production"
IS_DEVELOPMENT: Final = MODE == "development"
IS_TEST: Final = MODE == "test"
IS_DEBUGGING: Final = DEBUG == "1" and not IS_PRODUCTION
