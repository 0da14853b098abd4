"""The calls of Stripe's API that the product makes, and no other: anything else is answered with 404."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.stripe_fake.billing import Billing
from tests.stripe_fake.forms import is_true
from tests.stripe_fake.store import DAY, Refused, Store, Thing

Handler = Callable[..., Thing]
REQUIRED = object()


class Api:
    """Routes of the API over one store."""

    def __init__(self, store: Store, billing: Billing, base: str) -> None:
        self.store, self.billing, self.base = store, billing, base
        self.routes: list[tuple[str, re.Pattern[str], Handler]] = [
            (method, re.compile(f"^{path}$"), handler)
            for method, path, handler in (
                ("POST", "/v1/customers", self.create_customer),
                ("POST", "/v1/customers/([^/]+)", self.update_customer),
                ("POST", "/v1/customers/([^/]+)/tax_ids", self.create_tax_id),
                ("POST", "/v1/products", self.create_product),
                ("POST", "/v1/tax_rates", self.create_tax_rate),
                ("POST", "/v1/coupons", self.create_coupon),
                ("POST", "/v1/checkout/sessions", self.create_session),
                ("POST", "/v1/checkout/sessions/([^/]+)/expire", self.expire_session),
                ("POST", "/v1/billing_portal/sessions", self.create_portal),
                ("GET", "/v1/subscriptions", self.list_subscriptions),
                ("POST", "/v1/subscriptions/([^/]+)", self.update_subscription),
                ("DELETE", "/v1/subscriptions/([^/]+)", self.cancel_subscription),
                ("GET", "/v1/invoices", self.list_invoices),
                ("GET", "/v1/invoices/([^/]+)", self.get_invoice),
                ("POST", "/v1/invoices/([^/]+)/pay", self.pay_invoice),
                ("POST", "/v1/invoices/([^/]+)/void", self.void_invoice),
                ("GET", "/v1/charges", self.list_charges),
                ("GET", "/v1/disputes", self.list_disputes),
                ("POST", "/v1/refunds", self.create_refund),
                ("GET", "/v1/events", self.list_events),
            )
        ]

    def answer(self, method: str, path: str, parameters: Thing, key: str = "") -> tuple[int, Thing]:
        """Status and body; a POST under a known idempotency key is answered as before and does nothing."""
        with self.store.lock:
            fingerprint = json.dumps([path, parameters], sort_keys=True)
            if key and key in self.store.answers:
                known, status, body = self.store.answers[key]
                if known != fingerprint:
                    raise Refused(400, "idempotency_error", "Keys can only be used with the same parameters.")
                return status, body
            try:
                status, body = 200, shown(self._handle(method, path, parameters))
            except Refused as refused:
                status, body = refused.status, refused.body
            if key:
                self.store.answers[key] = (fingerprint, status, json.loads(json.dumps(body)))
            self.store.save()
            return status, body

    def _handle(self, method: str, path: str, parameters: Thing) -> Thing:
        for known, pattern, handler in self.routes:
            if known == method and (found := pattern.match(path)):
                return handler(*found.groups(), parameters)
        raise Refused(404, "invalid_request_error", f"The fake does not know {method} {path}.")

    def _need(self, parameters: Thing, *names: str) -> None:
        for name in names:
            if not parameters.get(name):
                raise Refused(400, "invalid_request_error", f"Missing required param: {name}.", "parameter_missing")

    def create_customer(self, given: Thing) -> Thing:
        made = self.store.add("customer", "cus", {"object": "customer", "metadata": {}, **given})
        self.store.tell("customer.created", made)
        return made

    def update_customer(self, name: str, given: Thing) -> Thing:
        known = self.store.get("customer", name)
        known.update(given)
        self.store.tell("customer.updated", known)
        return known

    def create_tax_id(self, customer: str, given: Thing) -> Thing:
        self._need(given, "type", "value")
        self.store.get("customer", customer)
        return self.store.add("tax_id", "txi", {"object": "tax_id", "customer": customer, **given})

    def create_product(self, given: Thing) -> Thing:
        self._need(given, "name")
        if given.get("id") in self.store.things["product"]:
            raise Refused(400, "invalid_request_error", "Product already exists.", "resource_already_exists")
        return self.store.add("product", "prod", {"object": "product", "active": True, **given}, given.get("id", ""))

    def create_tax_rate(self, given: Thing) -> Thing:
        self._need(given, "display_name", "percentage", "inclusive")
        made = {**given, "percentage": float(given["percentage"]), "inclusive": is_true(given["inclusive"])}
        return self.store.add("tax_rate", "txr", {"object": "tax_rate", "active": True, **made})

    def create_coupon(self, given: Thing) -> Thing:
        self._need(given, "amount_off", "currency")
        made = {**given, "amount_off": int(given["amount_off"]), "max_redemptions": int(given["max_redemptions"])}
        return self.store.add("coupon", "co", {"object": "coupon", "times_redeemed": 0, "valid": True, **made})

    def create_session(self, given: Thing) -> Thing:
        if "payment_method_types" in given:
            raise Refused(400, "invalid_request_error", "Received unknown parameter: payment_method_types")
        self._need(given, "mode", "customer", "success_url", "line_items")
        self.store.get("customer", given["customer"])
        line = self._line(given["line_items"][0])
        self._one_currency(line, *self.store.all("subscription", customer=given["customer"]))
        coupons = [self.store.get("coupon", each["coupon"]) for each in given.get("discounts") or []]
        made = self.store.add(
            "session",
            "cs_test",
            {
                "object": "checkout.session",
                "mode": given["mode"],
                "status": "open",
                "payment_status": "unpaid",
                "customer": given["customer"],
                "client_reference_id": given.get("client_reference_id"),
                "allowed_payment_method_types": given["allowed_payment_method_types"],
                "payment_method_types": given["allowed_payment_method_types"],
                "locale": given.get("locale"),
                "currency": line["currency"],
                "metadata": given.get("metadata", {}),
                "success_url": given["success_url"],
                "cancel_url": given.get("cancel_url"),
                "expires_at": self.store.now() + DAY,
                "subscription": None,
                "invoice": None,
                "_line": line,
                "_credit": sum(coupon["amount_off"] for coupon in coupons),
                "_subscription_metadata": (given.get("subscription_data") or {}).get("metadata", {}),
            },
        )
        made["url"] = f"{self.base}/pay/{made['id']}"
        return made

    def _line(self, given: Thing) -> Thing:
        data = given["price_data"]
        self.store.get("product", data["product"])
        rates = given.get("tax_rates") or []
        return {
            "currency": data["currency"],
            "product": data["product"],
            "unit_amount": int(data["unit_amount"]),
            "tax_rates": [self.store.get("tax_rate", rate)["id"] for rate in rates],
        }

    def _one_currency(self, line: Thing, *subscriptions: Thing) -> None:
        """Stripe lets no customer pay two subscriptions in two currencies, nor a subscription change its own."""
        running = [each for each in subscriptions if each["status"] != "canceled"]
        if any(each["currency"] != line["currency"] for each in running):
            raise Refused(400, "invalid_request_error", "You cannot combine currencies on a single customer.")

    def expire_session(self, name: str, _given: Thing) -> Thing:
        session = self.store.get("session", name)
        if session["status"] != "open":
            raise Refused(400, "invalid_request_error", "Only open sessions can be expired.")
        session.update(status="expired", url=None)
        self.store.tell("checkout.session.expired", session)
        return session

    def create_portal(self, given: Thing) -> Thing:
        self._need(given, "customer")
        customer = self.store.get("customer", given["customer"])["id"]
        made = {
            "id": f"bps_{customer[4:]}",
            "object": "billing_portal.session",
            "created": self.store.now(),
            "livemode": False,
            "customer": customer,
            "configuration": "bpc_fake",
            "locale": given.get("locale"),
            "return_url": given.get("return_url"),
            "url": f"{self.base}/portal/{customer}",
        }
        self.store.get("customer", customer)["_return_url"] = given.get("return_url")
        return made

    def list_subscriptions(self, given: Thing) -> Thing:
        found = self.store.all("subscription", customer=given["customer"])
        return listed("/v1/subscriptions", found)

    def update_subscription(self, name: str, given: Thing) -> Thing:
        changes: dict[str, Any] = {}
        if "cancel_at_period_end" in given:
            changes["cancel_at_period_end"] = is_true(given["cancel_at_period_end"])
        if "pause_collection" in given:
            changes["pause_collection"] = given["pause_collection"] or None
        if "trial_end" in given:
            changes["trial_end"] = int(given["trial_end"])
        if items := given.get("items"):
            changes["line"] = self._line(items[0])
            self._one_currency(changes["line"], self.store.get("subscription", name))
        return self.billing.update(self.store.get("subscription", name), changes)

    def cancel_subscription(self, name: str, _given: Thing) -> Thing:
        return self.billing.cancel(self.store.get("subscription", name))

    def list_invoices(self, given: Thing) -> Thing:
        return listed("/v1/invoices", self.store.all("invoice", customer=given["customer"]))

    def get_invoice(self, name: str, _given: Thing) -> Thing:
        invoice = self.store.get("invoice", name)
        return {**invoice, "hosted_invoice_url": f"{self.base}/invoice/{name}"}

    def pay_invoice(self, name: str, _given: Thing) -> Thing:
        return self.billing.pay(self.store.get("invoice", name))

    def void_invoice(self, name: str, _given: Thing) -> Thing:
        return self.billing.void(self.store.get("invoice", name))

    def list_charges(self, given: Thing) -> Thing:
        return listed("/v1/charges", self.store.all("charge", customer=given["customer"]))

    def list_disputes(self, given: Thing) -> Thing:
        return listed("/v1/disputes", self.store.all("dispute", payment_intent=given["payment_intent"]))

    def create_refund(self, given: Thing) -> Thing:
        self._need(given, "payment_intent")
        return self.billing.refund(given["payment_intent"], int(given.get("amount", 0)), given.get("metadata", {}))

    def list_events(self, given: Thing) -> Thing:
        since = int((given.get("created") or {}).get("gte", 0))
        return listed("/v1/events", [event for event in self.store.all("event") if event["created"] >= since])


def listed(url: str, things: list[Thing]) -> Thing:
    return {"object": "list", "url": url, "has_more": False, "data": things}


def shown(thing: Any) -> Any:
    """Without what the fake remembers for itself."""
    if isinstance(thing, dict):
        return {name: shown(value) for name, value in thing.items() if not name.startswith("_")}
    return [shown(each) for each in thing] if isinstance(thing, list) else thing
