"""The only module that speaks to Stripe: one function per request, plain dictionaries in and out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import stripe
from django.conf import settings

API_VERSION: Final = "2026-10-28.endive"
SECONDS: Final = 5
PAGE: Final = 100

Answer = dict[str, Any]
Operation = Callable[[stripe.StripeClient, Any, str], Any]


class StripeUnreachable(Exception):
    """Stripe cannot be reached, is overloaded or has failed: the same request may be sent again later."""


class StripeRefused(Exception):
    """Stripe has understood the request and does not do it; sending it again changes nothing."""


class StripeDeclined(StripeRefused):
    """The payer's bank has declined."""


def is_configured() -> bool:
    """Whether card and SEPA debit are on; without a key only bank transfer is."""
    return bool(settings.STRIPE_SECRET_KEY)


@cache
def client_for(key: str, address: str) -> stripe.StripeClient:
    """One client for each key and address; it keeps its connections."""
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=SECONDS),
        base_addresses={"api": address} if address else None,
    )


def client() -> stripe.StripeClient:
    return client_for(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)


@contextmanager
def translated_errors() -> Iterator[None]:
    """What went wrong, in the three words that the product tells apart."""
    try:
        yield
    except stripe.CardError as error:
        raise StripeDeclined(error.code or "card_declined") from error
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise StripeUnreachable(str(error)) from error
    except stripe.StripeError as error:
        if (error.http_status or 500) in {409, 429} or (error.http_status or 500) >= 500:
            raise StripeUnreachable(str(error)) from error
        raise StripeRefused(str(error)) from error


def perform(operation: str, arguments: dict[str, Any], key: str) -> Answer:
    """Do one thing at Stripe under an idempotency key.

    Raises:
        StripeUnreachable: whether it was done is unknown; ask again with the same key.
        StripeRefused: it was not done, and will not be.

    """
    with translated_errors():
        return OPERATIONS[operation](client(), dict(arguments), key).to_dict(for_json=True)


def _create_customer(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.customers.create(arguments, {"idempotency_key": key})


def _update_customer(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.customers.update(arguments.pop("id"), arguments, {"idempotency_key": key})


def _create_tax_id(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.customers.tax_ids.create(arguments.pop("customer"), arguments, {"idempotency_key": key})


def _create_tax_rate(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.tax_rates.create(arguments, {"idempotency_key": key})


def _create_product(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.products.create(arguments, {"idempotency_key": key})


def _create_coupon(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.coupons.create(arguments, {"idempotency_key": key})


def _create_session(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.checkout.sessions.create(arguments, {"idempotency_key": key})


def _expire_session(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.checkout.sessions.expire(arguments["id"], {}, {"idempotency_key": key})


def _open_portal(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.billing_portal.sessions.create(arguments, {"idempotency_key": key})


def _update_subscription(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.subscriptions.update(arguments.pop("id"), arguments, {"idempotency_key": key})


def _cancel_subscription(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.subscriptions.cancel(arguments["id"], {"prorate": False}, {"idempotency_key": key})


def _pay_invoice(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.invoices.pay(arguments["id"], {}, {"idempotency_key": key})


def _void_invoice(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.invoices.void_invoice(arguments["id"], {}, {"idempotency_key": key})


def _refund(api: stripe.StripeClient, arguments: Any, key: str) -> Any:
    return api.v1.refunds.create(arguments, {"idempotency_key": key})


OPERATIONS: Final[dict[str, Operation]] = {
    "create_customer": _create_customer,
    "update_customer": _update_customer,
    "create_tax_id": _create_tax_id,
    "create_tax_rate": _create_tax_rate,
    "create_product": _create_product,
    "create_coupon": _create_coupon,
    "create_session": _create_session,
    "expire_session": _expire_session,
    "open_portal": _open_portal,
    "update_subscription": _update_subscription,
    "cancel_subscription": _cancel_subscription,
    "pay_invoice": _pay_invoice,
    "void_invoice": _void_invoice,
    "refund": _refund,
}


def _all(listed: Any) -> list[Answer]:
    return [each.to_dict(for_json=True) for each in listed.auto_paging_iter()]


def subscriptions_of(customer: str) -> list[Answer]:
    """Every subscription of a customer, ended ones included."""
    with translated_errors():
        return _all(client().v1.subscriptions.list({"customer": customer, "status": "all", "limit": PAGE}))


def invoices_of(customer: str) -> list[Answer]:
    """Every invoice of a customer, with its payments."""
    with translated_errors():
        found = client().v1.invoices.list({"customer": customer, "limit": PAGE, "expand": ["data.payments"]})
        return _all(found)


def charges_of(customer: str) -> list[Answer]:
    """Every attempt to take a customer's money."""
    with translated_errors():
        return _all(client().v1.charges.list({"customer": customer, "limit": PAGE}))


def disputes_of(payment: str) -> list[Answer]:
    """The disputes of a payment."""
    with translated_errors():
        return _all(client().v1.disputes.list({"payment_intent": payment, "limit": PAGE}))


def invoice(invoice_id: str) -> Answer:
    """One invoice, with the address of the page on which it can be paid."""
    with translated_errors():
        return client().v1.invoices.retrieve(invoice_id).to_dict(for_json=True)


def events_since(moment: int) -> list[Answer]:
    """The events of the last days, to find those that never reached us."""
    with translated_errors():
        return _all(client().v1.events.list({"created": {"gte": moment}, "limit": PAGE}))


def verify(body: bytes, header: str, secret: str, tolerance: int) -> bool:
    """Whether Stripe has signed the body, and not longer ago than the tolerance."""
    try:
        return bool(stripe.WebhookSignature.verify_header(body, header, secret, tolerance))
    except (stripe.SignatureVerificationError, UnicodeDecodeError, ValueError):
        return False
