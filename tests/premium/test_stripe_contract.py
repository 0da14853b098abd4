"""The contract with Stripe: what the product sends fits the SDK's types and Stripe's own description, what the fake says too."""

import http.client
import importlib
import json
import os
import re
import types
import typing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typing_extensions
from stripe._api_mode import ApiMode
from stripe._object_classes import get_object_class

from premium.actions.renewals import choose_next_pack
from premium.models import Order, Pack, StripeCall, StripeSubscription, Subscription
from premium.stripe import calls, checkout, gateway
from tests.stripe_fake.forms import decode

pytestmark = pytest.mark.any_database
RELEASES = Path(__file__).parent / "golden" / "stripe_releases.json"
V1: ApiMode = "V1"
TYPES = {
    "create_customer": "_customer_create_params.CustomerCreateParams",
    "update_customer": "_customer_update_params.CustomerUpdateParams",
    "create_tax_id": "_customer_tax_id_create_params.CustomerTaxIdCreateParams",
    "create_tax_rate": "_tax_rate_create_params.TaxRateCreateParams",
    "create_product": "_product_create_params.ProductCreateParams",
    "create_coupon": "_coupon_create_params.CouponCreateParams",
    "create_session": "checkout._session_create_params.SessionCreateParams",
    "update_subscription": "_subscription_update_params.SubscriptionUpdateParams",
    "refund": "_refund_create_params.RefundCreateParams",
    "open_portal": "billing_portal._session_create_params.SessionCreateParams",
}
NAMED_IN_THE_ADDRESS = {"update_customer": "id", "create_tax_id": "customer", "update_subscription": "id"}
RENAMED = {"allowed_payment_method_types": "payment_method_types"}
"""What the SDK's release calls differently from the one before, which stripe-mock speaks."""
WITHOUT_BODY = {"expire_session": "id", "cancel_subscription": "id", "pay_invoice": "id", "void_invoice": "id"}


@pytest.fixture
def everything(borg, owner_of, buy, deliver, fake, django_capture_on_commit_callbacks):
    """Every kind of call the product makes, made once or more."""
    bob = owner_of(borg)
    buy(bob, "essential")
    Order.objects.update(vat_number="FR40303265045")
    buy(bob, "business", renewals="no_funds")
    year = Subscription.objects.select_related("contract", "order", "company").get(order__pack__slug="business")
    contract = StripeSubscription.objects.get(pk=year.contract_id)
    checkout.customer_of(Order.objects.filter(vat_number="FR40303265045").first())
    choose_next_pack(acting=bob, pack=Pack.objects.get(slug="essential"))
    renewal = Order(
        pack=Pack.objects.get(slug="essential"), net_cents=49_000, vat_basis_points=2000, currency="EUR", number="PF-X"
    )
    checkout.charge_next_year(contract, renewal)
    calls.ask_pause(contract)
    calls.ask_resume(contract, fake.store.now() + 86_400)
    deliver()
    fake.advance(2)
    deliver()
    unpaid = fake.newest("invoice", status="open")["id"]
    payment = fake.newest("charge", paid=True)["payment_intent"]
    calls.ask("pay_invoice", "pay", company=borg, id=unpaid)
    calls.ask("void_invoice", "void", company=borg, id=unpaid)
    calls.ask("refund", "refund", company=borg, payment_intent=payment, amount=100, metadata={"order": "PF-X"})
    calls.ask("expire_session", "expire", company=borg, id=fake.newest("session")["id"])
    calls.ask("cancel_subscription", "cancel-it", contract=contract)
    checkout.portal_for(borg, "fr")
    gateway.invoice(unpaid)
    gateway.events_since(0)
    gateway.disputes_of(payment)
    deliver()
    return fake


def test_every_call_of_the_fake_is_made(everything):
    unasked = [
        (method, pattern.pattern)
        for method, pattern, _handler in everything.api.routes
        if not any(sent == method and pattern.match(path) for sent, path, _given in everything.requests)
    ]

    assert unasked == []
    assert {operation for operation in gateway.OPERATIONS if operation not in TYPES} == set(WITHOUT_BODY)


def test_what_is_sent_fits_the_types_of_the_sdk(everything):
    wrong = []

    for call in StripeCall.objects.filter(operation__in=TYPES):
        arguments = dict(call.arguments)
        arguments.pop(NAMED_IN_THE_ADDRESS.get(call.operation, ""), None)
        wrong += misfits(arguments, type_named(TYPES[call.operation]), call.operation)
    assert wrong == []
    portal = next(given for _method, path, given in everything.requests if path.endswith("billing_portal/sessions"))
    assert misfits(portal, type_named(TYPES["open_portal"]), "open_portal") == []


def test_a_misspelt_argument_would_be_found():
    given = {"mode": "subscription", "line_items": [{"quantity": 1, "price_data": {"curency": "eur"}}], "locale": "xx"}

    assert misfits(given, type_named(TYPES["create_session"]), "session") == [
        "session.line_items.price_data.curency is unknown",
        "session.locale is 'xx'",
    ]


def test_what_the_fake_answers_fits_the_types_of_the_sdk(everything):
    unknown = set()

    for kind in everything.store.things:
        for thing in everything.store.things[kind].values():
            names = {name for name in thing if not name.startswith("_")}
            unknown |= {(thing["object"], name) for name in names - fields_of(thing["object"])}

    assert unknown == set()


@pytest.mark.stripe_mock
def test_stripes_own_description_accepts_what_is_sent_and_the_releases_differ_as_noted(everything):
    answers: dict[str, set[str]] = {}
    refused = []

    for method, address, body in each_kind(everything):
        older = in_older_words(body)
        if older != body:
            assert ask_mock(method, address, body)[0] == 400, "the releases agree again: take the name out of RENAMED"
        status, answer = ask_mock(method, address, older)
        if status != 200:
            refused.append((method, address, body, answer))
        for thing in answer.get("data", [answer]) if isinstance(answer.get("data"), list) else [answer]:
            answers.setdefault(thing.get("object", ""), set()).update(thing)

    assert refused == []
    # Noted in the file beside: what one release knows and the other does not. Stripe leaves out what was not expanded.
    differing = {
        name: {
            "only in the SDK": sorted(fields_of(name) - said),
            "only in stripe-mock": sorted(said - fields_of(name)),
        }
        for name, said in sorted(answers.items())
    }
    assert differing == json.loads(RELEASES.read_text())


def each_kind(fake):
    """One request for each kind: method, address with ids left out, and names of what is sent."""
    seen = {}
    for method, address, body in fake.raw:
        shape = re.sub(r"_[0-9a-zA-Z]{6,}", "_", address.partition("?")[0])
        seen.setdefault((method, shape, tuple(sorted(decode(body)))), (method, address, body))
    return list(seen.values())


def in_older_words(body):
    for new, old in RENAMED.items():
        body = body.replace(f"{new}[", f"{old}[").replace(f"{new}%5B", f"{old}%5B")
    return body


def ask_mock(method, address, body):
    target = urlsplit(os.environ["STRIPE_MOCK_URL"])
    line = http.client.HTTPConnection(target.hostname, target.port, timeout=10)
    line.request(
        method,
        address,
        body or None,
        {"Authorization": "Bearer sk_test_123", "Content-Type": "application/x-www-form-urlencoded"},
    )
    response = line.getresponse()
    answer = json.loads(response.read())
    line.close()
    return response.status, answer


def fields_of(name):
    """The fields of an object, as the SDK knows them."""
    return {
        field
        for cls in get_object_class(V1, name).__mro__
        for field in getattr(cls, "__annotations__", {})
        if not field.startswith("_") and field != "OBJECT_NAME"
    } | {"object"}


def type_named(path):
    module, _dot, name = path.rpartition(".")
    return getattr(importlib.import_module(f"stripe.params.{module}"), name)


def misfits(value, wanted, where):
    """Where a value does not fit a type: an unknown name, or a word that is not on the list."""
    options = alternatives(wanted)
    tables = [option for option in options if typing_extensions.is_typeddict(option)]
    lists = [option for option in options if typing.get_origin(option) is list]
    words = [
        word for option in options if typing.get_origin(option) is typing.Literal for word in typing.get_args(option)
    ]
    if isinstance(value, dict) and tables:
        return misfits_of_table(value, tables[0], where)
    if isinstance(value, list) and lists:
        (inside,) = typing.get_args(lists[0])
        return [wrong for each in value for wrong in misfits(each, inside, where)]
    if any(words) and isinstance(value, str) and value not in words:
        return [f"{where} is {value!r}"]
    return []


def misfits_of_table(value, table, where):
    names = {**vars(typing), "StripeContext": object, **vars(importlib.import_module(table.__module__))}
    known = typing_extensions.get_type_hints(table, names)
    return [
        wrong
        for name, each in value.items()
        for wrong in (
            misfits(each, known[name], f"{where}.{name}") if name in known else [f"{where}.{name} is unknown"]
        )
    ]


def alternatives(wanted):
    origin = typing.get_origin(wanted)
    if origin in {typing.Union, types.UnionType, typing.Required}:
        return [option for each in typing.get_args(wanted) for option in alternatives(each)]
    if getattr(origin, "__name__", "") == "NotRequired" or str(origin).endswith("NotRequired"):
        return alternatives(typing.get_args(wanted)[0])
    return [wanted]
