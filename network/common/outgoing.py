"""The guarded client: requests to servers whose names came from outside never reach our own network.

A name is resolved once; every address must be public; the connection goes to the address that was checked, so that a
second answer of the name server cannot lead elsewhere. No redirect is followed, and a long answer is cut off.
"""

import ipaddress
import json
import socket
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import urllib3

from network import environment

SECONDS_TO_CONNECT: Final = 3
SECONDS_TO_ANSWER: Final = 8
LARGEST_ANSWER: Final = 200_000


class NotReached(Exception):
    """The server could not be asked; the sentence says why."""


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            NotReached: it is not JSON.

        """
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise NotReached("the answer is not JSON") from error


def ask(url: str, *, method: str = "GET", sends: Any = None) -> Answer:
    """Ask a server outside; `sends` goes as JSON.

    Raises:
        NotReached: refused by the guard, not resolved, not connected, too slow, or redirected.

    """
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username:
        raise NotReached("the address is not one of the web")
    if parts.scheme == "http" and parts.hostname not in environment.OUTGOING_PRIVATE_HOSTS.split(","):
        raise NotReached("only https is asked")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(parts.hostname, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "Accept": "application/json", "User-Agent": "Comptoir"}
    try:
        with _pool(parts.scheme, parts.hostname, address, port) as pool:
            answer = pool.request(
                method, path, headers=headers, json=sends, redirect=False, retries=False, preload_content=False
            )
            body = answer.read(LARGEST_ANSWER)
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NotReached(f"{type(error).__name__}: {error}"[:200]) from error
    if 300 <= answer.status < 400:
        raise NotReached("the server wants to lead elsewhere")
    return Answer(answer.status, body)


def public_address(host: str, port: int) -> str:
    """The address to connect to, once every address of the name is known to be public.

    Raises:
        NotReached: the name is unknown, or one of its addresses is not public.

    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotReached("the name of the server is unknown") from error
    if host not in environment.OUTGOING_PRIVATE_HOSTS.split(",") and not all(map(_is_public, found)):
        raise NotReached("the server is not a public one")
    return found[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not (mapped or parsed).is_multicast


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=SECONDS_TO_CONNECT, read=SECONDS_TO_ANSWER)
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=host, assert_hostname=host, maxsize=1
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout, maxsize=1)
