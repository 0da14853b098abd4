"""Looking at the other side: a DNS record by dnspython, a file by the guarded client. Whatever goes wrong is an answer."""

from dataclasses import dataclass
from typing import Final

import dns.exception
import dns.resolver

from companies.verification.choices import Found, ProofMethod
from companies.verification.domains import LABEL, PATH, PREFIX, line_of
from network import environment
from network.common.outgoing import NotReached, ask

ADDRESS: Final = "https://{host}{path}"
SECONDS: Final = 5
LONGEST_SHOWN: Final = 160
MOST_LINES: Final = 50


@dataclass(frozen=True)
class Look:
    """What one look brought; `found` is empty when it was the expected line."""

    found: str = ""
    text: str = ""

    @property
    def is_right(self) -> bool:
        return not self.found


def look(method: str, domain: str, token: str) -> Look:
    """Look once, at most some seconds; never raises for what the other side does."""
    return look_at_records(domain, token) if method == ProofMethod.DNS else look_at_file(domain, token)


def look_at_records(domain: str, token: str) -> Look:
    """TXT records of `_comptoir.<domain>` and of the domain itself."""
    seen: list[str] = []
    try:
        for name in (f"{LABEL}.{domain}", domain):
            texts = _records(name)
            if line_of(token) in texts:
                return Look()
            seen += texts
    except dns.exception.DNSException:
        return Look(Found.SILENCE)
    return _instead(seen)


def look_at_file(domain: str, token: str) -> Look:
    """The file at its well-known address; `www.` is asked when the bare domain has none."""
    answers = [_file(ADDRESS.format(host=host, path=PATH)) for host in (domain, f"www.{domain}")]
    if any(line_of(token) in lines for lines in answers if lines):
        return Look()
    if all(lines is None for lines in answers):
        return Look(Found.SILENCE)
    return _instead([line for lines in answers for line in lines or []])


def _records(name: str) -> list[str]:
    try:
        answer = _resolver().resolve(f"{name}.", "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    return [b"".join(record.strings).decode("utf-8", "replace").strip() for record in answer]


def _resolver() -> dns.resolver.Resolver:
    """The machine's own name servers, or the one the environment names (host, or host:port)."""
    if not environment.DNS_SERVER:
        return dns.resolver.get_default_resolver()
    host, _colon, port = environment.DNS_SERVER.partition(":")
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [host], int(port or 53)
    return resolver


def _file(url: str) -> list[str] | None:
    """Its lines; none when the site answers something else, None when it does not answer."""
    try:
        answer = ask(url)
    except NotReached:
        return None
    if answer.status >= 500:
        return None
    if answer.status != 200:
        return []
    return [line.strip() for line in answer.body.decode("utf-8", "replace").splitlines()[:MOST_LINES]]


def _instead(seen: list[str]) -> Look:
    """What stands there: of several values, the one that looks most like ours."""
    texts = [text for text in seen if text]
    if not texts:
        return Look(Found.NOTHING)
    closest = next((text for text in texts if text.startswith(PREFIX)), texts[0])
    return Look(Found.OTHER, closest[:LONGEST_SHOWN])
