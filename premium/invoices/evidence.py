"""What decided the VAT of an order, kept with its invoice."""

from typing import Any

from premium.choices import VatReason
from premium.invoices.models import VatCheck
from premium.models import Order
from premium.vat import compact


def evidence_of(order: Order) -> dict[str, Any]:
    """Country, postal code and number as given, the rule that followed, and the last answer of VIES about the number."""
    kept: dict[str, Any] = {
        "country": str(order.country),
        "postal_code": order.postal_code,
        "vat_number": compact(order.vat_number),
        "reason": order.vat_reason,
        "basis_points": order.vat_basis_points,
        "legal_name": order.legal_name,
    }
    if order.vat_reason in {VatReason.EU_REVERSE_CHARGE, VatReason.EU_WITHOUT_NUMBER} and kept["vat_number"]:
        kept["vies"] = _answer(last_check(kept["vat_number"]))
    return kept


def last_check(vat_number: str) -> VatCheck | None:
    """The last time VIES was asked about a number."""
    return VatCheck.objects.filter(number=compact(vat_number)).first()


def _answer(check: VatCheck | None) -> dict[str, str]:
    if check is None:
        return {"answer": "unknown", "reason": "not asked yet"}
    return {
        "answer": check.answer,
        "consultation": check.consultation,
        "name": check.name,
        "reason": check.reason,
        "asked_at": check.asked_at.isoformat(),
    }
