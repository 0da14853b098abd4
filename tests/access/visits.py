"""One request through the whole site: where it ended, and which tables it wrote to; nothing of it stays."""

import re
import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from lxml import html

from companies.middleware import SESSION_KEY
from tests.access.world import Actor, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRITE = re.compile(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
SESSIONS = "django_session"

ANSWERED = "answered"
SIGN_IN = "sent to sign in"
START = "sent to start"
SENT_BACK = "sent back to the start of the back office"
FORBIDDEN = "forbidden"
NOT_FOUND = "not found"
WRONG_METHOD = "wrong method"
BROKEN = "broken"
TYPED = {None, "text", "email", "url", "tel", "number", "search", "password", "date"}
REDIRECTS = {"/account/login/": SIGN_IN, "/companies/start/": START, "/back-office/": SENT_BACK}


@dataclass(frozen=True)
class Visit:
    """What came of one request."""

    end: str
    status: int
    written: frozenset[str]
    error: str = ""

    def __str__(self) -> str:
        written = f", wrote {', '.join(sorted(self.written))}" if self.written else ""
        return f"{self.end} ({self.status}{written}{self.error and ', ' + self.error})"


@dataclass(frozen=True)
class Form:
    """A form of a page: where it posts to, its fields, and those a person types into."""

    action: str
    fields: dict[str, str]
    typed: frozenset[str]


def _form(element: html.FormElement, page: str) -> Form:
    named = element.xpath(".//*[self::input or self::textarea or self::select or self::button][@name]")
    typed = {field.get("name") for field in named if field.tag == "textarea" or field.get("type") in TYPED}
    fields = {
        field.get("name"): field.get("value", "") or field.text_content()
        for field in named
        if field.get("type") != "file"
    }
    return Form(element.get("action") or page, fields, frozenset(typed))


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


class Doors(RequestFactory):
    """The whole site behind one call, without the copies of contexts that Django's test client keeps."""

    def __init__(self, *, enforce_csrf_checks: bool = False) -> None:
        super().__init__()
        self.site = ClientHandler(enforce_csrf_checks=enforce_csrf_checks)

    def request(self, **request: Any) -> HttpResponseBase:
        return self.site(self._base_environ(**request))


class Visitors:
    """A signed-in browser for each actor; every visit is undone."""

    def __init__(self, world: World) -> None:
        self.doors = Doors()
        self.cookies = {actor.name: _cookies_of(actor) for actor in world.actors.values()}

    def forms(self, actor: Actor, path: str) -> list[Form]:
        """The forms of a page that post, with their fields as they stand."""
        self.doors.cookies = SimpleCookie(self.cookies[actor.name])
        with transaction.atomic():
            response = self.doors.get(path)
            transaction.set_rollback(True)
        content = response.content.decode().strip() if _is_page(response) else ""
        page = html.document_fromstring(content or "<html></html>")
        return [_form(form, path) for form in page.iter("form") if form.get("method", "").lower() == "post"]

    def visit(self, actor: Actor, method: str, path: str, body: dict[str, Any] | None = None) -> Visit:
        written: set[str] = set()
        errors: list[str] = []

        def watch(execute, sql, parameters, many, context):
            found = WRITE.match(sql)
            if found and found.group(1) != SESSIONS:
                written.add(found.group(1))
            return execute(sql, parameters, many, context)

        def remember(**_signal: Any) -> None:
            errors.append(repr(sys.exc_info()[1]))

        self.doors.cookies = SimpleCookie(self.cookies[actor.name])
        got_request_exception.connect(remember)
        with transaction.atomic():
            with connection.execute_wrapper(watch):
                response = self.doors.get(path) if method == "GET" else self.doors.post(path, body or {})
            transaction.set_rollback(True)
        got_request_exception.disconnect(remember)
        if response.streaming:
            b"".join(response.streaming_content)
        return Visit(_end_of(response), response.status_code, frozenset(written), " ".join(errors))


def _cookies_of(actor: Actor) -> SimpleCookie:
    client = Client()
    if actor.user is not None:
        client.force_login(actor.user, backend=BACKEND)
        if actor.member is not None:
            session = client.session
            session[SESSION_KEY] = actor.member.company_id
            session.save()
    return SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})


def _end_of(response: Any) -> str:
    if response.status_code == 302:
        where = response.headers["Location"].partition("?")[0]
        if where.startswith(("/en/back-office/", "/fr/back-office/")):
            return NOT_FOUND  # looked for among the editorial pages, which have none of this name
        return REDIRECTS.get(where.removeprefix("/en").removeprefix("/fr"), ANSWERED)
    ends = {403: FORBIDDEN, 404: NOT_FOUND, 405: WRONG_METHOD}
    return BROKEN if response.status_code >= 500 else ends.get(response.status_code, ANSWERED)
