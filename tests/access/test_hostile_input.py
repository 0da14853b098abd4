"""Whatever is sent, a page answers: never an error of ours."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict

from tests.access.nonsense import IN_A_PATH, QUERIES, VALUES
from tests.access.routes import Route, our_routes
from tests.access.rows import ROWS
from tests.access.test_table import address
from tests.access.visits import Visit
from tests.access.world import own_and_foreign

pytestmark = [pytest.mark.timeout(300), pytest.mark.any_database]
ROUTES = our_routes()
ARGUMENT = re.compile(r"<(\w+):(\w+)>")
FUZZED = 10_000
LONGEST_FUZZ = 60
EVERY_OR_ONE_IN = [pytest.param(1, marks=pytest.mark.endurance, id="every one"), pytest.param(4, id="one in four")]
"""Of the single values sent alone, how many are sent: all in the endurance run, in turn otherwise."""


@pytest.fixture
def callers(world):
    """Who gets furthest: an owner with a pack and, for the back office, the operator of the page."""

    def caller(route: Route):
        if route.access.kind == "operator":
            return world.actors[f"operator with {route.access.permission}"]
        return world.actors["Borg's owner"]

    return caller


@pytest.fixture
def pages(world) -> dict[str, str]:
    """A good address of each route."""
    own, _foreign = own_and_foreign(world, world.actors["Borg's owner"])
    return {route.name: address(route, ROWS[route.name].names(own)) for route in ROUTES}


@pytest.fixture
def names_read(monkeypatch) -> Iterator[set[str]]:
    """The parameters a view asked the query for."""
    names: set[str] = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        original = getattr(QueryDict, method)

        def remembering(self, key, *rest, _original=original, **named):
            names.add(key)
            return _original(self, key, *rest, **named)

        monkeypatch.setattr(QueryDict, method, remembering)
    return names


def broken_of(visits: list[tuple[str, Visit]]) -> str:
    return "\n".join(f"{what[:120]}: {visit}" for what, visit in visits if visit.status >= 500)


def nonsensical_addresses(route: Route) -> Iterator[str]:
    """The route with each of its arguments in turn replaced, the others being 1."""
    for argument in ARGUMENT.finditer(route.pattern):
        before, after = route.pattern[: argument.start()], route.pattern[argument.end() :]
        for nonsense in IN_A_PATH[argument.group(1)]:
            yield f"/{ARGUMENT.sub('1', before)}{nonsense}{ARGUMENT.sub('1', after)}"


def test_nonsense_in_the_address(visitors, callers, plain_refusals):
    visits = [
        (f"{method} {path}", visitors.visit(callers(route), method, path))
        for route in ROUTES
        for path in nonsensical_addresses(route)
        for method in ("GET", "POST")
    ]

    print(f"{len(visits)} visits")
    assert not broken_of(visits), broken_of(visits)


@pytest.mark.parametrize("one_in", EVERY_OR_ONE_IN)
def test_nonsense_in_the_query(visitors, callers, pages, names_read, one_in):
    visits = []

    for number, route in enumerate(ROUTES):
        caller, page = callers(route), pages[route.name]
        names_read.clear()
        visits += [(page + query, visitors.visit(caller, "GET", page + query)) for query in QUERIES[:2]]
        names = sorted(name for name in names_read if name.isidentifier())
        for turn, value in enumerate(VALUES, start=number):
            together = "?" + urlencode([(name, value) for name in names for _twice in (1, 2)])
            alone = names[-turn % one_in :: one_in]
            queries = [together, *(f"?{name}={quote(value)}" for name in alone)]
            visits += [(f"{page}{query}", visitors.visit(caller, "GET", page + query)) for query in queries if names]

    print(f"{len(visits)} visits")
    assert not broken_of(visits), broken_of(visits)


@pytest.mark.parametrize("one_in", EVERY_OR_ONE_IN)
def test_nonsense_in_every_form(visitors, callers, pages, one_in):
    forms = {}
    for route in ROUTES:
        for form in visitors.forms(callers(route), pages[route.name]):
            forms[re.sub(r"\d+", "n", form.action), *sorted(form.fields)] = (callers(route), form)

    visits = [
        (f"POST {form.action} {value!r:.20}", visitors.visit(caller, "POST", form.action, body))
        for number, (caller, form) in enumerate(forms.values())
        for value in VALUES[-number % one_in :: one_in]
        for body in (dict.fromkeys(form.fields, value), form.fields | dict.fromkeys(form.typed, value))
    ]

    print(f"{len(forms)} forms, {len(visits)} visits")
    assert not broken_of(visits), broken_of(visits)


def test_nonsense_in_the_cookies(visitors, world):
    visitor = world.actors["visitor"]
    visits = []

    for name in ("sessionid", "csrftoken", "messages", "theme", "django_language"):
        for value in VALUES:
            visitors.cookies[visitor.name] = {name: quote(value)}
            visits.append((f"{name}={value!r:.20}", visitors.visit(visitor, "GET", "/en/account/login/")))

    assert not broken_of(visits), broken_of(visits)


def fuzz(draw: random.Random, sound: str) -> str:
    """A value of the collection, any characters at all, or the sound value with one part of it gone wrong."""
    kind = draw.randrange(4)
    if kind == 0:
        return draw.choice(VALUES)
    if kind == 1:
        points = (
            draw.randrange(1, draw.choice((0x80, 0x800, 0xD800))) for _point in range(draw.randrange(LONGEST_FUZZ))
        )
        return "".join(map(chr, points))
    if kind == 2:
        return str(draw.choice((0, -1, 1, 2**31, 2**63, 2**63 - 1, 1e309, draw.randrange(10**6))))
    place = draw.randrange(len(sound) + 1)
    return sound[:place] + draw.choice(VALUES) + sound[place + 1 :]


@pytest.mark.endurance
@pytest.mark.timeout(3600)
def test_ten_thousand_fuzzed_requests(visitors, callers, world, plain_refusals, record_property):
    draw = random.Random(FUZZED)
    things = own_and_foreign(world, world.actors["Borg's owner"])
    broken, statuses, actors = [], Counter(), list(world.actors.values())

    for _number in range(FUZZED):
        route = draw.choice(ROUTES)
        row = ROWS[route.name]
        of_whom = draw.choice(things) if row.is_owned else things[0]
        sound = address(route, row.names(of_whom))
        path = draw.choice([sound, sound, *nonsensical_addresses(route)])
        method = draw.choice(("GET", "POST"))
        fields = {name: str(value) for name, value in row.body(of_whom).items()} or {"page": "1", "q": "seo"}
        sent = {name: fuzz(draw, value) if draw.random() < 0.6 else value for name, value in fields.items()}
        caller = callers(route) if draw.random() < 0.7 else draw.choice(actors)
        if method == "GET":
            visit = visitors.visit(caller, method, f"{path}?{urlencode(sent)}")
        else:
            visit = visitors.visit(caller, method, path, sent)
        statuses[visit.status] += 1
        if visit.status >= 500:
            broken.append(f"{caller.name} {method} {path[:120]} {sent!r:.300}: {visit}")

    record_property("statuses", dict(sorted(statuses.items())))
    assert sum(statuses.values()) == FUZZED
    assert not broken, "\n".join(broken[:40])
