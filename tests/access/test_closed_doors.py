"""What no declaration says: forms of other sites, the back office, the sockets, and the pages that allauth brings."""

from http.cookies import SimpleCookie

import pytest
from django.urls import reverse

from companies.roles import CompanyPermission, roles_allowing
from connections.messaging.consumers import MessagesConsumer
from tests.access.routes import account_pages, back_office_addresses, our_routes
from tests.access.rows import ROWS
from tests.access.test_table import address
from tests.access.visits import BROKEN, FORBIDDEN, NOT_FOUND, SENT_BACK, SIGN_IN, Doors
from tests.access.world import own_and_foreign

# Stripe signs what it sends; mail programs unsubscribe by themselves (RFC 8058).
WITHOUT_A_TOKEN = ["stripe_events", "notifications:unsubscribe"]
# What the sign-in page of the back office itself needs, and leaving it.
OPEN_IN_THE_BACK_OFFICE = {"/back-office/logout/", "/back-office/sprite/", "/back-office/jsi18n/"}


def test_a_form_on_another_site_can_do_nothing(world, visitors, plain_refusals):
    bob = world.actors["Borg's owner"]
    own, _foreign = own_and_foreign(world, bob)
    doors = Doors(enforce_csrf_checks=True)
    taken = []

    for route in [route for route in our_routes() if route.access.kind != "operator"]:
        doors.cookies = SimpleCookie(visitors.cookies[bob.name])
        response = doors.post(address(route, ROWS[route.name].names(own)), ROWS[route.name].body(own))
        if response.status_code not in {403, 405}:
            taken.append(route.name)

    assert taken == WITHOUT_A_TOKEN


@pytest.mark.parametrize("name", ["visitor", "nobody's member", "Borg's owner"])
def test_nobody_but_operators_enters_the_back_office(name, world, visitors, plain_refusals):
    closed = {SIGN_IN, FORBIDDEN, SENT_BACK, NOT_FOUND}
    entered = []

    for path in back_office_addresses():
        visit = visitors.visit(world.actors[name], "GET", path)
        if visit.end not in closed and path not in OPEN_IN_THE_BACK_OFFICE:
            entered.append(f"{path}: {visit}")

    assert entered == []


def test_account_pages_answer_everybody_or_ask_to_sign_in(world, visitors):
    visits = {
        (page, name): visitors.visit(world.actors[name], method, reverse(page))
        for page in account_pages()
        for name in ("visitor", "nobody's member", "Borg's owner")
        for method in ("GET", "POST")
    }

    assert [f"{where}: {visit}" for where, visit in visits.items() if visit.end in {BROKEN, FORBIDDEN}] == []
    for page in ("account_email", "account_change_password", "mfa_index", "mfa_activate_totp", "usersessions_list"):
        assert visits[page, "visitor"].end == SIGN_IN


@pytest.mark.parametrize("name", ["nobody's member", "Acme's owner", "Borg's owner", "Borg's sales", "Borg's billing"])
def test_a_socket_hears_the_own_company_and_only_with_the_right_to_read(name, world):
    """The company is the one the person acts for; another one named in the session is not his."""
    actor = world.actors[name]
    foreign = next(
        company_id for company_id in world.estates if not actor.member or company_id != actor.member.company_id
    )
    consumer = MessagesConsumer()
    readers = roles_allowing(CompanyPermission.READ_MESSAGES)
    heard = {}

    for chosen in (actor.member.company_id if actor.member else None, foreign):
        consumer.scope = {"user": actor.user, "session": {"acting_for": chosen}}
        member = MessagesConsumer._member_who_listens.__wrapped__(consumer)
        heard[chosen] = member.company_id if member else None

    may_read = actor.member is not None and actor.member.role in readers
    assert set(heard.values()) == ({actor.member.company_id} if may_read else {None})
