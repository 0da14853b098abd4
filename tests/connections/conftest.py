"""What the tests of connections share: an asked introduction, an opened conversation, the units used."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from companies.models import Member
from connections import actions
from connections.messaging import actions as messaging
from network.common import page_slots
from premium.models import Grant
from tests.factories.companies import MemberFactory


@pytest.fixture
def alice(acme, owner_of) -> Member:
    return owner_of(acme)


@pytest.fixture
def bob(borg, owner_of) -> Member:
    return owner_of(borg)


@pytest.fixture
def carol(cyan, owner_of) -> Member:
    return owner_of(cyan)


@pytest.fixture
def anton(acme) -> Member:
    """Alice's colleague: an analyst, who reads and does not act."""
    return MemberFactory(company=acme, role="analyst", user__email="anton@acme.example", user__name="Anton Weber")


@pytest.fixture
def ask(alice, borg):
    """Acme asks Borg for an introduction."""

    def asked(**changes):
        words = {"purpose_kind": "buy", "purpose": "A warehouse near Lyon", "benefit": "400 parcels a day"} | changes
        return actions.request_introduction(**({"acting": alice, "company": borg} | words))

    return asked


@pytest.fixture
def conversation(ask, bob):
    """Acme asked, Borg accepted."""
    return messaging.accept_introduction(acting=bob, introduction=ask())


@pytest.fixture
def to_do_of():
    """What connections and messaging put on a member's desk."""

    def rendered(member: Member) -> str:
        request = RequestFactory().get("/en/desk/")
        request.member = member
        fillings = page_slots.fillings("dashboard.todo", request, member)
        with translation.override("en"):
            return "".join(render_to_string(template, {"filling": filling}) for template, filling in fillings)

    return rendered


@pytest.fixture
def units_used():
    """Units of introductions that count against a company's grants."""
    return lambda company: sum(
        Grant.objects.filter(company=company, feature="introductions").values_list("used", flat=True)
    )
