"""The pages a person sees at the fake: the hosted checkout, the invoice to pay, the portal, and the desk of faults."""

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from tests.stripe_fake.billing import half_up
from tests.stripe_fake.store import Refused, Thing

if TYPE_CHECKING:
    from tests.stripe_fake.server import FakeStripe

Answer = tuple[int, str, str]

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f6f7fb;color:#1f2433}
main{max-width:34rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #dfe3ee;border-radius:.5rem}
.fake{background:#fff3c4;color:#5c4400;padding:.5rem 1rem;text-align:center;font-size:.9rem}
h1{font-size:1.3rem;margin:.2rem 0 1rem}table{width:100%;border-collapse:collapse}td,th{padding:.35rem 0;text-align:left}
td:last-child{text-align:right}tr.total td{border-top:2px solid #1f2433;font-weight:600}
fieldset{border:1px solid #dfe3ee;border-radius:.4rem;margin:1rem 0;padding:.6rem 1rem}label{display:block;padding:.3rem 0}
button{font:inherit;background:#4b3fd6;color:#fff;border:0;border-radius:.4rem;padding:.6rem 1.2rem;cursor:pointer}
button.quiet{background:#e9ebf4;color:#1f2433}.error{background:#fde2e0;color:#7c1510;padding:.5rem 1rem;border-radius:.4rem}
.row{display:flex;gap:.5rem;flex-wrap:wrap;margin:.8rem 0}a{color:#4b3fd6}.wide{max-width:60rem}
"""
CARDS = (
    ("ok:ok", "4242 4242 4242 4242, works"),
    ("declined:ok", "4000 0000 0000 0002, declined now"),
    ("ok:no_funds", "4000 0000 0000 0341, works now, no funds at the renewal"),
    ("ok:expired", "4000 0000 0000 0069, works now, expired at the renewal"),
)
DEBITS = (
    ("ok:ok", "FR14 2004 1010 0505 0001 3M02 606, debited in five days"),
    ("returned:returned", "FR84 2004 1010 0505 0001 3M02 607, returned in five days"),
    ("ok:returned", "FR03 2004 1010 0505 0001 3M02 608, works now, returned at the renewal"),
)


def answer(fake: "FakeStripe", method: str, path: str, given: Thing) -> Answer:
    """Status, page and where to go next."""
    kind, _slash, name = path.strip("/").partition("/")
    handler = {"pay": checkout, "invoice": invoice, "portal": portal, "": desk}.get(kind)
    if handler is None:
        return 404, page("Not found", "<p>The fake has no such page.</p>"), ""
    with fake.store.lock:
        try:
            return handler(fake, method, name, given)
        except Refused as refused:
            return 404, page("Not found", f"<p>{escape(str(refused))}</p>"), ""
        finally:
            fake.store.save()


def page(title: str, body: str, wide: bool = False) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>"
        f'<p class="fake">This is a fake Stripe beside the tests of Comptoir. No money moves here.</p>'
        f"<main{' class=wide' if wide else ''}><h1>{escape(title)}</h1>{body}</main></html>"
    )


def amount(cents: int, currency: str) -> str:
    symbol = "€" if currency == "eur" else f"{currency.upper()} "
    return f"{symbol}{cents / 100:,.2f}"


def choices(methods: list[str]) -> str:
    parts = []
    for method, legend, options in (("card", "Card", CARDS), ("sepa_debit", "SEPA direct debit", DEBITS)):
        if method in methods:
            radios = "".join(
                f'<label><input type="radio" name="method" value="{method}:{value}"{" checked" if not number else ""}>'
                f" {escape(label)}</label>"
                for number, (value, label) in enumerate(options)
            )
            parts.append(f"<fieldset><legend>{legend}</legend>{radios}</fieldset>")
    return "".join(parts)


def checkout(fake: "FakeStripe", method: str, name: str, given: Thing) -> Answer:
    session = fake.store.get("session", name)
    if session["status"] != "open":
        return (
            410,
            page("This page is no longer open", f'<p><a href="{escape(session["cancel_url"] or "")}">Back</a></p>'),
            "",
        )
    error = ""
    if method == "POST":
        way, outcome, renewals = given["method"].split(":")
        try:
            fake.billing.complete_session(session, way, outcome, renewals)
            return 303, "", session["success_url"]
        except Refused as refused:
            error = f'<p class="error" role="alert">{escape(str(refused))} Try another card.</p>'
    line = session["_line"]
    net = max(line["unit_amount"] - session["_credit"], 0)
    rates = [fake.store.get("tax_rate", rate) for rate in line["tax_rates"]]
    tax = sum(half_up(net * round(rate["percentage"] * 100), 10_000) for rate in rates)
    pack = fake.store.get("product", line["product"])["name"]
    credit = (
        f"<tr><td>Credit</td><td>−{amount(session['_credit'], line['currency'])}</td></tr>"
        if session["_credit"]
        else ""
    )
    rows = (
        f"<tr><td>{escape(pack)}, a year</td><td>{amount(line['unit_amount'], line['currency'])}</td></tr>{credit}"
        + "".join(
            f"<tr><td>{escape(rate['display_name'])} {rate['percentage']:g} %</td><td>{amount(tax, line['currency'])}</td></tr>"
            for rate in rates
        )
        + f'<tr class="total"><td>Due today</td><td>{amount(net + tax, line["currency"])}</td></tr>'
    )
    body = (
        f"{error}<table>{rows}</table><form method=post>{choices(session['payment_method_types'])}"
        f'<div class="row"><button>Pay {amount(net + tax, line["currency"])}</button>'
        f'<a href="{escape(session["cancel_url"] or "")}">Cancel</a></div></form>'
    )
    return 200, page(f"Pay order {session['client_reference_id']}", body), ""


def invoice(fake: "FakeStripe", method: str, name: str, given: Thing) -> Answer:
    found = fake.store.get("invoice", name)
    error = ""
    if method == "POST" and found["status"] == "open":
        way, outcome, renewals = given["method"].split(":")
        fake.store.methods[found["customer"]] = {"type": way, "now": outcome, "later": outcome}
        try:
            fake.billing.pay(found)
            fake.store.methods[found["customer"]]["later"] = renewals
        except Refused as refused:
            error = f'<p class="error" role="alert">{escape(str(refused))}</p>'
    if found["status"] != "open":
        return (
            200,
            page(
                "Invoice paid", f"<p>{amount(found['total'], found['currency'])} are paid. You may close this page.</p>"
            ),
            "",
        )
    body = f"{error}<p>{amount(found['total'], found['currency'])} are open.</p><form method=post>{choices(['card', 'sepa_debit'])}<button>Pay {amount(found['total'], found['currency'])}</button></form>"
    return 200, page("Pay an open invoice", body), ""


def portal(fake: "FakeStripe", method: str, name: str, given: Thing) -> Answer:
    customer = fake.store.get("customer", name)
    subscriptions = [each for each in fake.store.all("subscription", customer=name) if each["status"] != "canceled"]
    note = ""
    if method == "POST":
        note = _change(fake, customer, subscriptions, given)
    back = f'<p><a href="{escape(customer.get("_return_url") or "")}">Back to Comptoir</a></p>'
    rows = "".join(
        f"<tr><td>{amount(each['items']['data'][0]['price']['unit_amount'], each['currency'])} a year, {each['status']}"
        f"{', ends at its term' if each['cancel_at_period_end'] else ''}</td><td>{day(each['items']['data'][0]['current_period_end'])}</td></tr>"
        for each in subscriptions
    )
    body = (
        f"{note}<p>{escape(customer.get('name', ''))}</p><table>{rows}</table>"
        f"<form method=post>{choices(['card', 'sepa_debit'])}<div class=row>"
        '<button name="do" value="method">Use this from now on</button>'
        '<button class="quiet" name="do" value="end">End at the term</button>'
        '<button class="quiet" name="do" value="keep">Let it renew</button></div></form>' + back
    )
    return 200, page("Billing", body), ""


def _change(fake: "FakeStripe", customer: Thing, subscriptions: list[Thing], given: Thing) -> str:
    if given.get("do") == "method":
        way, outcome, renewals = given["method"].split(":")
        later = renewals if outcome == "ok" else outcome
        fake.store.methods[customer["id"]] = {"type": way, "now": outcome, "later": later}
        return "<p role=status>Your new payment method is used from now on.</p>"
    for each in subscriptions:
        fake.billing.update(each, {"cancel_at_period_end": given.get("do") == "end"})
    return "<p role=status>Changed.</p>"


def desk(fake: "FakeStripe", method: str, _id: str, given: Thing) -> Answer:
    if method == "POST":
        _act(fake, given)
        return 303, "", "/"
    subscriptions = "".join(_subscription_row(fake, each) for each in fake.store.all("subscription"))
    faults = fake.post.faults
    body = f"""
    <p>The clock says {day(fake.store.now())}. Webhooks go to {escape(fake.post.address or "nobody")}.</p>
    <form method=post class=row>
      <button name=advance value=1>One day later</button><button name=advance value=6>Six days later</button>
      <button name=advance value=30>A month later</button><button name=advance value=366>A year later</button></form>
    <table>{subscriptions or "<tr><td>No subscription yet.</td></tr>"}</table>
    <h1>Faults</h1>
    <form method=post class=row>
      <label><input type=number name=copies value={faults.copies} min=1 max=5> copies of each event</label>
      <label><input type=checkbox name=shuffled {"checked" if faults.is_shuffled else ""}> shuffled</label>
      <label><input type=number name=delay value={faults.delay_seconds} step=0.5> s late</label>
      <label><input type=number name=dropped value={faults.dropped_share} step=0.1 min=0 max=1> lost at first</label>
      <button name=faults value=1 class=quiet>Switch</button></form>
    <form method=post class=row>
      <button class=quiet name=next value=429>Next call: 429</button><button class=quiet name=next value=500>Next call: 500</button>
      <button class=quiet name=next value=timeout_after_commit>Next call: time-out after commit</button></form>
    <p>{len(fake.events())} events, {len(fake.requests)} calls.</p>"""
    return 200, page("The fake's desk", body, wide=True), ""


def _subscription_row(fake: "FakeStripe", each: Thing) -> str:
    item = each["items"]["data"][0]
    charges = [charge for charge in fake.store.all("charge", customer=each["customer"]) if charge["paid"]]
    buttons = "".join(
        f'<button class=quiet name="{name}" value="{charges[0]["id"] if charges else ""}">{label}</button> '
        for name, label in (
            ("refund", "Refund"),
            ("dispute", "Dispute"),
            ("lose", "Dispute lost"),
            ("win", "Dispute won"),
        )
    )
    return (
        f"<tr><td>{escape(each['metadata'].get('order', ''))}</td><td>{amount(item['price']['unit_amount'], each['currency'])}</td>"
        f"<td>{each['status']}</td><td>until {day(item['current_period_end'])}</td>"
        f"<td><form method=post>{buttons if charges else ''}</form></td></tr>"
    )


def _act(fake: "FakeStripe", given: Thing) -> None:
    from tests.stripe_fake.server import Fault

    if "advance" in given:
        fake.advance(int(given["advance"]))
    if "faults" in given:
        fake.post.faults.copies = int(given["copies"])
        fake.post.faults.is_shuffled = "shuffled" in given
        fake.post.faults.delay_seconds = float(given["delay"])
        fake.post.faults.dropped_share = float(given["dropped"])
    if "next" in given:
        fake.faults.append(Fault(given["next"]))
    if "refund" in given:
        fake.billing.refund(fake.store.get("charge", given["refund"])["payment_intent"], 0, {})
    if "dispute" in given:
        fake.billing.dispute(fake.store.get("charge", given["dispute"]))
    for verdict, status in (("lose", "lost"), ("win", "won")):
        for dispute in fake.store.all("dispute", charge=given.get(verdict, "")):
            fake.billing.decide_dispute(dispute, status)


def day(moment: Any) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%-d %B %Y")
