"""The page on which an order is paid by card or SEPA debit: everything Stripe needs to show the exact amount."""

from typing import Any, Final

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from stdnum.eu import vat as vat_numbers

from companies.models import Company
from premium.choices import CURRENCY, PaymentWay
from premium.models import Order, Pack, StripeCall, StripeCustomer, StripeSubscription
from premium.stripe import gateway
from premium.stripe.calls import ask, obtain
from premium.vat import is_vat_number_of

METHODS: Final = {PaymentWay.CARD: "card", PaymentWay.SEPA: "sepa_debit"}


def page_for(order: Order, language: str, *, back: str = "") -> str:
    """The address of the hosted page for a waiting order: the one opened before while it is valid, otherwise a new one.

    Raises:
        StripeUnreachable, StripeRefused: nothing was charged.

    """
    customer = customer_of(order)
    opened = StripeCall.objects.filter(key__startswith=f"checkout:{order.number}:{order.way}:").order_by("-pk")
    latest = opened.first()
    is_expired = latest is not None and latest.result.get("expires_at", 0) <= timezone.now().timestamp()
    if latest and latest.done_at and not is_expired:
        return str(latest.result["url"])
    number = opened.count() if latest and not is_expired else opened.count() + 1
    answer = obtain(
        "create_session",
        f"checkout:{order.number}:{order.way}:{number}",
        company=order.company,
        **session_arguments(order, customer, language, back),
    )
    return str(answer["url"])


def expire_pages(order: Order) -> None:
    """An order that is cancelled cannot be paid any more: close the pages on which it could be."""
    for call in StripeCall.objects.filter(key__startswith=f"checkout:{order.number}:", done_at__isnull=False):
        ask("expire_session", f"expire:{call.result['id']}", company=order.company, id=call.result["id"])


def session_arguments(order: Order, customer: StripeCustomer, language: str, back: str = "") -> dict[str, Any]:
    """A yearly subscription whose first charge is the total of the order, to the cent; `back` is a payer's own page."""
    done = back or f"{settings.BASE_URL}{reverse('premium:paid', args=[order.number])}"
    known_by = {"order": order.number, "company": str(order.company_id)}
    return {
        "mode": "subscription",
        "customer": customer.stripe_id,
        "client_reference_id": order.number,
        "allowed_payment_method_types": [METHODS[PaymentWay(order.way)]],
        "locale": language,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.currency.lower(),
                    "product": product_of(order.pack),
                    "unit_amount": order.net_cents + order.credit_cents,
                    "recurring": {"interval": "year"},
                },
                "tax_rates": tax_rates_of(order),
            }
        ],
        "discounts": discounts_of(order),
        "metadata": known_by,
        "subscription_data": {"metadata": known_by},
        "success_url": done,
        "cancel_url": back or f"{settings.BASE_URL}{order.get_absolute_url()}",
    }


def customer_of(order: Order) -> StripeCustomer:
    """The company at Stripe, for the currency of its latest order and with its billing details."""
    details = {
        "name": order.legal_name,
        "email": order.email,
        "address": {
            "line1": order.address,
            "postal_code": order.postal_code,
            "city": order.city,
            "country": str(order.country),
        },
    }
    known = StripeCustomer.objects.filter(company_id=order.company_id, currency=order.currency).first()
    if known:
        obtain(
            "update_customer", f"customer-of-order:{order.number}", company=order.company, id=known.stripe_id, **details
        )
        _tell_vat_number(order, known)
        return known
    answer = obtain(
        "create_customer",
        f"customer:{order.company_id}"
        if order.currency == CURRENCY
        else f"customer:{order.company_id}:{order.currency}",
        company=order.company,
        metadata={"company": str(order.company_id)},
        **details,
    )
    made, _is_new = StripeCustomer.objects.get_or_create(
        company_id=order.company_id, currency=order.currency, defaults={"stripe_id": answer["id"]}
    )
    _tell_vat_number(order, made)
    return made


def _tell_vat_number(order: Order, customer: StripeCustomer) -> None:
    """A valid European VAT number is shown on what Stripe prints; each number is told once."""
    if (
        order.vat_number
        and is_vat_number_of(order.vat_number, str(order.country))
        and vat_numbers.is_valid(order.vat_number)
    ):
        obtain(
            "create_tax_id",
            f"tax-id:{customer.stripe_id}:{order.vat_number}",
            company=order.company,
            customer=customer.stripe_id,
            type="eu_vat",
            value=order.vat_number,
        )


def charge_next_year(contract: StripeSubscription, order: Order) -> None:
    """Charge the next year at the price and the VAT of its order; nothing is charged now."""
    price = {
        "currency": order.currency.lower(),
        "product": product_of(order.pack),
        "unit_amount": order.net_cents,
        "recurring": {"interval": "year"},
    }
    ask(
        "update_subscription",
        f"price:{order.number}",
        contract=contract,
        items=[{"id": contract.item_id, "price_data": price, "tax_rates": tax_rates_of(order)}],
        proration_behavior="none",
    )


def product_of(pack: Pack) -> str:
    """The pack in Stripe's catalogue; its price is always told with the order."""
    return str(obtain("create_product", f"product:{pack.slug}", id=f"comptoir-{pack.slug}", name=pack.name_en)["id"])


def tax_rates_of(order: Order) -> list[str]:
    """The VAT of the order as a rate of Stripe; none where nothing is charged."""
    points = order.vat_basis_points
    if points == 0:
        return []
    answer = obtain(
        "create_tax_rate",
        f"tax-rate:{points}",
        display_name="TVA",
        percentage=f"{points / 100:g}",
        inclusive=False,
    )
    return [str(answer["id"])]


def discounts_of(order: Order) -> list[dict[str, str]]:
    """The credit for unused days, deducted once and before VAT."""
    if not order.credit_cents:
        return []
    answer = obtain(
        "create_coupon",
        f"credit:{order.number}",
        company=order.company,
        amount_off=order.credit_cents,
        currency=order.currency.lower(),
        duration="once",
        max_redemptions=1,
        name=order.number,
    )
    return [{"coupon": str(answer["id"])}]


def portal_for(company: Company, language: str) -> str:
    """The address of Stripe's page on which a company changes its card and sees its receipts; valid for minutes.

    Raises:
        StripeCustomer.DoesNotExist: the company never paid through Stripe.

    """
    customers = StripeCustomer.objects.filter(company=company)
    customer = customers.order_by(F("subscriptions__pk").desc(nulls_last=True), "-pk").first()
    if customer is None:
        raise StripeCustomer.DoesNotExist
    answer = gateway.perform(
        "open_portal",
        {
            "customer": customer.stripe_id,
            "locale": language,
            "return_url": f"{settings.BASE_URL}{reverse('premium:subscription')}",
        },
        f"portal:{customer.stripe_id}:{timezone.now().timestamp():.6f}",
    )
    return str(answer["url"])
