"""What Stripe Billing does: charges the first year, the next ones, tries again, gives back."""

from typing import Any

from tests.stripe_fake.store import DEBIT_TAKES, Refused, Store, Thing

DECLINES = {
    "declined": ("card_declined", "generic_decline"),
    "no_funds": ("card_declined", "insufficient_funds"),
    "expired": ("expired_card", "expired_card"),
    "returned": ("refer_to_customer", "refer_to_customer"),
}


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


class Billing:
    """Acts on a store; every act leaves its events."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # The first year

    def complete_session(self, session: Thing, method: str, outcome: str = "ok", renewals: str = "ok") -> Thing:
        """A person has pressed "Pay"; `outcome` and `renewals` say what the bank answers now and later.

        Raises:
            Refused: a card is declined at once; nothing was made.

        """
        if session["status"] != "open":
            raise Refused(400, "invalid_request_error", "This page is no longer open.")
        if method == "card" and outcome in DECLINES:
            raise self._declined(outcome)
        now = self.store.now()
        line = session["_line"]
        self.store.methods[session["customer"]] = {"type": method, "now": outcome, "later": renewals}
        subscription = self.store.add(
            "subscription",
            "sub",
            {
                "object": "subscription",
                "customer": session["customer"],
                "status": "active",
                "currency": line["currency"],
                "collection_method": "charge_automatically",
                "cancel_at_period_end": False,
                "cancel_at": None,
                "canceled_at": None,
                "ended_at": None,
                "pause_collection": None,
                "trial_end": None,
                "start_date": now,
                "billing_cycle_anchor": now,
                "metadata": session["_subscription_metadata"],
                "items": {"object": "list", "has_more": False, "url": "/v1/subscription_items", "data": []},
            },
        )
        subscription["items"]["data"].append(self._item(subscription, line, now, self.store.a_year_after(now)))
        self.store.tell("customer.subscription.created", subscription)
        invoice = self.charge(subscription, "subscription_create", session["_credit"])
        session.update(
            status="complete",
            payment_status="paid" if invoice["status"] == "paid" else "unpaid",
            subscription=subscription["id"],
            invoice=invoice["id"],
            url=None,
        )
        self.store.tell("checkout.session.completed", session)
        return subscription

    def _item(self, subscription: Thing, line: Thing, starts: int, ends: int) -> Thing:
        return {
            "id": f"si_{subscription['id'][4:]}",
            "object": "subscription_item",
            "subscription": subscription["id"],
            "quantity": 1,
            "current_period_start": starts,
            "current_period_end": ends,
            "price": self.price(line),
            "tax_rates": [self.store.get("tax_rate", rate) for rate in line["tax_rates"]],
        }

    def price(self, line: Thing) -> Thing:
        return {
            "id": f"price_{line['product']}_{line['unit_amount']}",
            "object": "price",
            "currency": line["currency"],
            "product": line["product"],
            "unit_amount": line["unit_amount"],
            "recurring": {"interval": "year", "interval_count": 1, "usage_type": "licensed"},
            "type": "recurring",
        }

    # Money

    def charge(self, subscription: Thing, reason: str, credit: int = 0) -> Thing:
        """An invoice for the present period, and the attempt to take its money."""
        item = subscription["items"]["data"][0]
        subtotal = item["price"]["unit_amount"]
        net = max(subtotal - credit, 0)
        tax = sum(half_up(net * round(rate["percentage"] * 100), 10_000) for rate in item["tax_rates"])
        invoice = self.store.add(
            "invoice",
            "in",
            {
                "object": "invoice",
                "customer": subscription["customer"],
                "billing_reason": reason,
                "collection_method": "charge_automatically",
                "currency": subscription["currency"],
                "subtotal": subtotal,
                "total": net + tax,
                "amount_due": net + tax,
                "amount_paid": 0,
                "amount_remaining": net + tax,
                "attempted": False,
                "attempt_count": 0,
                "status": "open",
                "period_start": item["current_period_start"],
                "period_end": item["current_period_end"],
                "status_transitions": {
                    "finalized_at": self.store.now(),
                    "paid_at": None,
                    "voided_at": None,
                    "marked_uncollectible_at": None,
                },
                "parent": {
                    "type": "subscription_details",
                    "quote_details": None,
                    "subscription_details": {
                        "subscription": subscription["id"],
                        "metadata": dict(subscription["metadata"]),
                    },
                },
                "payments": {"object": "list", "has_more": False, "url": "/v1/invoice_payments", "data": []},
                "hosted_invoice_url": None,
            },
        )
        self.store.tell("invoice.finalized", invoice)
        return self.attempt(invoice, subscription)

    def attempt(self, invoice: Thing, subscription: Thing) -> Thing:
        """Try to take the money; a direct debit stays under way for some days."""
        method = self.store.methods[invoice["customer"]]
        outcome = method["now"] if invoice["billing_reason"] == "subscription_create" else method["later"]
        intent = self._intent(invoice)
        invoice["attempted"], invoice["attempt_count"] = True, invoice["attempt_count"] + 1
        charge = self.store.add(
            "charge",
            "ch",
            {
                "object": "charge",
                "amount": invoice["total"],
                "amount_refunded": 0,
                "currency": invoice["currency"],
                "customer": invoice["customer"],
                "payment_intent": intent["id"],
                "status": "pending" if method["type"] == "sepa_debit" else "succeeded",
                "paid": False,
                "refunded": False,
                "disputed": False,
                "failure_code": None,
                "failure_message": None,
                "outcome": None,
            },
        )
        if method["type"] == "sepa_debit":
            charge["_settles_at"], charge["_outcome"] = self.store.now() + DEBIT_TAKES, outcome
            return invoice
        self._decide(invoice, subscription, charge, outcome)
        return invoice

    def _intent(self, invoice: Thing) -> Thing:
        data = invoice["payments"]["data"]
        if data:
            return self.store.get("payment_intent", data[0]["payment"]["payment_intent"])
        intent = self.store.add("payment_intent", "pi", {"object": "payment_intent", "_invoice": invoice["id"]})
        data.append(
            {
                "id": f"inpay_{intent['id'][3:]}",
                "object": "invoice_payment",
                "invoice": invoice["id"],
                "is_default": True,
                "status": "open",
                "payment": {"type": "payment_intent", "payment_intent": intent["id"]},
            }
        )
        return intent

    def _decide(self, invoice: Thing, subscription: Thing, charge: Thing, outcome: str) -> None:
        if outcome in DECLINES:
            code, reason = DECLINES[outcome]
            charge.update(status="failed", failure_code=code, failure_message=code)
            charge["outcome"] = {"network_status": "declined_by_network", "reason": reason, "type": "issuer_declined"}
            self._set_status(subscription, "past_due")
            self.store.tell("charge.failed", charge)
            self.store.tell("invoice.payment_failed", invoice)
            return
        now = self.store.now()
        charge.update(status="succeeded", paid=True)
        charge["outcome"] = {"network_status": "approved_by_network", "reason": None, "type": "authorized"}
        invoice.update(status="paid", amount_paid=invoice["total"], amount_remaining=0)
        invoice["status_transitions"]["paid_at"] = now
        invoice["payments"]["data"][0]["status"] = "paid"
        if subscription["status"] == "past_due":
            self._set_status(subscription, "active")
        self.store.tell("charge.succeeded", charge)
        self.store.tell("invoice.paid", invoice)

    def _set_status(self, subscription: Thing, status: str) -> None:
        if subscription["status"] not in {status, "canceled"}:
            subscription["status"] = status
            self.store.tell("customer.subscription.updated", subscription)

    def _declined(self, outcome: str) -> Refused:
        code, reason = DECLINES[outcome]
        return Refused(402, "card_error", "Your card was declined.", code, reason)

    def pay(self, invoice: Thing) -> Thing:
        """Try an open invoice once more, with the method the customer has now."""
        if invoice["status"] != "open":
            raise Refused(400, "invalid_request_error", f"Invoice is {invoice['status']}.")
        self.attempt(invoice, self.subscription_of(invoice))
        method = self.store.methods[invoice["customer"]]
        if invoice["status"] == "open" and method["type"] == "card":
            raise self._declined(method["later"])
        return invoice

    def subscription_of(self, invoice: Thing) -> Thing:
        return self.store.get("subscription", invoice["parent"]["subscription_details"]["subscription"])

    def void(self, invoice: Thing) -> Thing:
        if invoice["status"] != "open":
            raise Refused(400, "invalid_request_error", f"Invoice is {invoice['status']}.")
        invoice["status"] = "void"
        invoice["status_transitions"]["voided_at"] = self.store.now()
        self.store.tell("invoice.voided", invoice)
        return invoice

    def refund(self, payment: str, cents: int, metadata: Thing) -> Thing:
        charge = next((each for each in self.store.all("charge", payment_intent=payment) if each["paid"]), None)
        if charge is None or cents > charge["amount"] - charge["amount_refunded"]:
            raise Refused(400, "invalid_request_error", "Refund is larger than what is left of the charge.")
        cents = cents or charge["amount"] - charge["amount_refunded"]
        charge["amount_refunded"] += cents
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        made = self.store.add(
            "refund",
            "re",
            {
                "object": "refund",
                "amount": cents,
                "charge": charge["id"],
                "payment_intent": payment,
                "currency": charge["currency"],
                "status": "succeeded",
                "metadata": metadata,
            },
        )
        del made["livemode"]  # refunds have none
        self.store.tell("refund.created", made)
        self.store.tell("charge.refunded", charge)
        return made

    def dispute(self, charge: Thing, reason: str = "fraudulent") -> Thing:
        charge["disputed"] = True
        made = self.store.add(
            "dispute",
            "du",
            {
                "object": "dispute",
                "amount": charge["amount"],
                "charge": charge["id"],
                "payment_intent": charge["payment_intent"],
                "currency": charge["currency"],
                "reason": reason,
                "status": "needs_response",
            },
        )
        self.store.tell("charge.dispute.created", made)
        return made

    def decide_dispute(self, dispute: Thing, status: str) -> None:
        dispute["status"] = status
        self.store.tell("charge.dispute.closed", dispute)

    # Changes and time

    def update(self, subscription: Thing, changes: dict[str, Any]) -> Thing:
        if subscription["status"] == "canceled":
            raise Refused(400, "invalid_request_error", "A canceled subscription can only update its metadata.")
        subscription.update(
            {name: changes[name] for name in ("cancel_at_period_end", "pause_collection") if name in changes}
        )
        item = subscription["items"]["data"][0]
        if line := changes.get("line"):
            item["price"] = self.price(line)
            item["tax_rates"] = [self.store.get("tax_rate", rate) for rate in line["tax_rates"]]
        if trial_end := changes.get("trial_end"):
            item["current_period_end"] = subscription["trial_end"] = trial_end
            subscription["status"] = "trialing"
        self.store.tell("customer.subscription.updated", subscription)
        return subscription

    def cancel(self, subscription: Thing) -> Thing:
        if subscription["status"] == "canceled":
            raise Refused(
                404, "invalid_request_error", f"No such subscription: '{subscription['id']}'", "resource_missing"
            )
        subscription.update(status="canceled", canceled_at=self.store.now(), ended_at=self.store.now())
        self.store.tell("customer.subscription.deleted", subscription)
        return subscription

    def advance(self, seconds: int = 0) -> None:
        """Let time pass: debits settle, years end and begin."""
        with self.store.lock:
            self.store.offset += seconds
            for charge in self.store.all("charge", status="pending")[::-1]:
                if charge["_settles_at"] <= self.store.now():
                    self.settle(charge)
            for subscription in list(self.store.things["subscription"].values()):
                self._turn(subscription)
            self.store.save()

    def settle(self, charge: Thing, outcome: str = "") -> None:
        """The bank has answered a direct debit."""
        intent = self.store.get("payment_intent", charge["payment_intent"])
        invoice = self.store.get("invoice", intent["_invoice"])
        self._decide(invoice, self.subscription_of(invoice), charge, outcome or charge["_outcome"])

    def _turn(self, subscription: Thing) -> None:
        item = subscription["items"]["data"][0]
        while subscription["status"] != "canceled" and item["current_period_end"] <= self.store.now():
            if subscription["cancel_at_period_end"]:
                self.cancel(subscription)
                return
            item["current_period_start"] = item["current_period_end"]
            item["current_period_end"] = self.store.a_year_after(item["current_period_start"])
            if subscription["status"] == "trialing":
                subscription["status"] = "active"
            self.store.tell("customer.subscription.updated", subscription)
            if not subscription["pause_collection"]:
                self.charge(subscription, "subscription_cycle")
