"""A company with a website, and the servers of its domain: a name server and a web server on this machine."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from companies.models import Company, Member
from companies.verification import looking
from network import environment


@pytest.fixture
def acme(acme) -> Company:
    acme.website = "https://www.acme.example/shop"
    acme.save(update_fields=["website"])
    return acme


@pytest.fixture
def alice(acme, owner_of) -> Member:
    return owner_of(acme)


@dataclass
class NameServer:
    """Answers TXT questions from a table; what is not there does not exist. Silent when told so."""

    records: dict[str, list[str]] = field(default_factory=dict)
    is_broken: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, question: bytes) -> bytes:
        query = dns.message.from_wire(question)
        name = query.question[0].name
        self.asked.append(name.to_text(omit_final_dot=True))
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA
        values = self.records.get(self.asked[-1])
        if self.is_broken:
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif values is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        else:
            reply.answer.append(dns.rrset.from_text_list(name, 60, "IN", "TXT", [f'"{value}"' for value in values]))
        return reply.to_wire()

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                question, sender = listening.recvfrom(4096)
            except OSError:
                return
            if not question:
                return
            listening.sendto(self.answer(question), sender)


@pytest.fixture
def name_server(monkeypatch) -> Iterator[NameServer]:
    server, listening = NameServer(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    thread = threading.Thread(target=server.serve, args=[listening], daemon=True)
    thread.start()
    monkeypatch.setattr(environment, "DNS_SERVER", f"127.0.0.1:{port}")
    yield server
    listening.sendto(b"", ("127.0.0.1", port))
    thread.join(2)
    listening.close()


class Site(BaseHTTPRequestHandler):
    """The web server of the domain; `files` by path, an int is the status of an error."""

    files: dict[str, str | int] = {}

    def do_GET(self):
        found = self.files.get(self.path, 404)
        content = found.encode() if isinstance(found, str) else b""
        self.send_response(200 if isinstance(found, str) else found)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def site(monkeypatch) -> Iterator[dict[str, str | int]]:
    """What the site of the domain answers, by "host/path"."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    Site.files = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(environment, "OUTGOING_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr(looking, "ADDRESS", f"http://127.0.0.1:{server.server_port}/{{host}}{{path}}")
    yield Site.files
    server.shutdown()
    server.server_close()
