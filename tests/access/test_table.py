"""The table: who may enter where, and what he finds of others. Generated from the URL configuration and the declarations."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from companies.roles import GRANTS, Role
from tests.access.routes import Route, our_routes
from tests.access.rows import ROWS, Row
from tests.access.visits import ANSWERED, FORBIDDEN, NOT_FOUND, SENT_BACK, SIGN_IN, START, WRONG_METHOD, Visit
from tests.access.world import Actor, own_and_foreign

pytestmark = pytest.mark.any_database
ROUTES = our_routes()
OPERATORS = sorted({route.access.permission for route in ROUTES if route.access.kind == "operator"})
ACTORS = [
    "visitor",
    "nobody's member",
    "Acme's owner",
    *(f"Borg's {role.value}" for role in Role),
    *(f"operator with {permission}" for permission in OPERATORS),
]
CLOSED = {SIGN_IN, FORBIDDEN, SENT_BACK}


def promised(route: Route, row: Row, actor: Actor, method: str, *, is_foreign: bool) -> set[str]:
    """Where this visit has to end, by the declaration of the view."""
    if route.access.kind == "public":
        return {row.ends, FORBIDDEN} if row.is_for_somebody and method == "POST" else {row.ends}
    if actor.user is None:
        return {SIGN_IN}
    if route.access.kind == "operator":
        return {ANSWERED} if route.access.permission in actor.permissions else CLOSED
    found = {NOT_FOUND} if is_foreign else {ANSWERED}
    return found if route.access.kind == "signed_in" else promised_to_members(route, row, actor, method, found)


def promised_to_members(route: Route, row: Row, actor: Actor, method: str, found: set[str]) -> set[str]:
    if actor.member is None:
        return {START}
    needed = {route.access.permission, row.reading_needs if method == "GET" else row.writing_needs} - {""}
    if needed <= GRANTS[actor.member.role]:
        return found
    # A foreign thing may hide before or behind the role: neither tells that it exists.
    return {FORBIDDEN} | (found - {ANSWERED})


def cells(actor: Actor, world) -> Iterator[tuple[Route, Row, str, bool, str, dict]]:
    own, foreign = own_and_foreign(world, actor)
    for route in ROUTES:
        if actor.permissions and route.access.kind != "operator":
            continue
        row = ROWS[route.name]
        for is_foreign in (False, True) if row.is_owned else (False,):
            things = foreign if is_foreign else own
            path = address(route, row.names(things))
            for method in ("GET", "POST"):
                yield route, row, method, is_foreign, path, row.body(things)


def address(route: Route, names: dict[str, Any]) -> str:
    if "" in names:
        return reverse(route.name, args=list(names.values()))
    return reverse(route.name, kwargs=names)


def fault(visit: Visit, ends: set[str], row: Row, method: str) -> str:
    """What is wrong with a visit, or nothing."""
    if visit.end not in ends:
        return f"ended {visit}, promised {' or '.join(sorted(ends))}"
    if visit.written and ends != {ANSWERED}:
        return f"{visit}: refused, and yet it wrote"
    if visit.written and method == "GET" and not row.notes_reading:
        return f"{visit}: reading wrote"
    return ""


def test_every_route_has_a_row():
    missing = [
        f"{route.name} ({route.pattern}, {route.module}): add a row to tests/access/rows.py that says which things it names"
        for route in ROUTES
        if route.name not in ROWS
    ]

    assert missing == []


def test_every_row_has_a_route():
    assert sorted(ROWS.keys() - {route.name for route in ROUTES}) == []


@pytest.mark.parametrize("name", ACTORS)
def test_the_table(name, world, visitors, plain_refusals):
    actor, faults, count = world.actors[name], [], 0
    dead: dict[str, set[str]] = {}

    for route, row, method, is_foreign, path, body in list(cells(actor, world)):
        visit = visitors.visit(actor, method, path, body)
        count += 1
        dead.setdefault(route.name, set()).add(visit.end)
        if visit.end == WRONG_METHOD and not visit.written:
            continue
        ends = promised(route, row, actor, method, is_foreign=is_foreign)
        wrong = fault(visit, ends, row, method)
        if wrong:
            faults.append(f"{method} {path} ({'foreign' if is_foreign else 'own'}, {route.name}): {wrong}")

    print(f"{name}: {count} cells")
    assert not faults, "\n".join(faults)
    assert [route for route, ends in dead.items() if ends == {WRONG_METHOD}] == []
