"""The XML inside a Factur-X: an invoice in UN/CEFACT's Cross Industry Invoice, profile EN 16931.

Amounts are integer cents until the last moment. An invoice is always issued for money that has arrived: process S2,
prepaid amount equal to the total, nothing left to pay (rules BR-FR-08 and BR-FR-CO-09 of XP Z12-012).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from premium.choices import CURRENCY, VatReason
from premium.invoices.models import Invoice
from premium.invoices.wordings import NOTES, VAT_MENTIONS

SPACES: Final = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
PROFILE: Final = "urn:cen.eu:en16931:2017"
ALREADY_PAID_SERVICE: Final = "S2"
INVOICE_CODE, CREDIT_NOTE_CODE = "380", "381"
UNIT_ONE: Final = "C62"
DISCOUNT_CODE: Final = "95"
SIREN_SCHEME, ADDRESS_BY_SIREN, ADDRESS_BY_MAIL = "0002", "0225", "EM"

CATEGORIES: Final[dict[str, tuple[str, str]]] = {
    VatReason.FRANCE: ("S", ""),
    VatReason.EU_WITHOUT_NUMBER: ("S", ""),
    VatReason.OVERSEAS_REDUCED: ("S", ""),
    VatReason.EU_REVERSE_CHARGE: ("AE", "VATEX-EU-AE"),
    VatReason.OVERSEAS_EXEMPT: ("E", ""),
    VatReason.OUTSIDE_EU: ("O", "VATEX-EU-O"),
}
"""Code of UNTDID 5305 and code of the exemption, by the reason of the rate."""


def xml_of(invoice: Invoice) -> bytes:
    """The whole message."""
    root = etree.Element(_name("rsm:CrossIndustryInvoice"), nsmap=SPACES)
    _context(root)
    _document(root, invoice)
    deal = _sub(root, "rsm:SupplyChainTradeTransaction")
    _line(deal, invoice)
    _agreement(deal, invoice)
    _sub(deal, "ram:ApplicableHeaderTradeDelivery")
    _settlement(deal, invoice)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _name(tag: str) -> str:
    prefix, local = tag.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _sub(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, _name(tag), **attributes)
    element.text = text or None
    return element


def _path(parent: Any, *tags: str) -> Any:
    for tag in tags:
        parent = _sub(parent, tag)
    return parent


def _amount(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"


def _day(parent: Any, tag: str, day: date, space: str = "udt") -> None:
    _sub(_sub(parent, tag), f"{space}:DateTimeString", f"{day:%Y%m%d}", format="102")


def _context(root: Any) -> None:
    context = _sub(root, "rsm:ExchangedDocumentContext")
    _sub(_sub(context, "ram:BusinessProcessSpecifiedDocumentContextParameter"), "ram:ID", ALREADY_PAID_SERVICE)
    _sub(_sub(context, "ram:GuidelineSpecifiedDocumentContextParameter"), "ram:ID", PROFILE)


def _document(root: Any, invoice: Invoice) -> None:
    document = _sub(root, "rsm:ExchangedDocument")
    _sub(document, "ram:ID", invoice.number)
    _sub(document, "ram:TypeCode", CREDIT_NOTE_CODE if invoice.is_credit_note else INVOICE_CODE)
    _day(document, "ram:IssueDateTime", invoice.issued_on)
    for code, words in NOTES.items():
        note = _sub(document, "ram:IncludedNote")
        _sub(note, "ram:Content", words[invoice.language])
        _sub(note, "ram:SubjectCode", code)
    _sub(_sub(document, "ram:IncludedNote"), "ram:Content", _identity(invoice.seller))


def _identity(seller: dict[str, str]) -> str:
    return f"{seller['name']}, {seller['legal']}, {seller['register']}"


def _line(deal: Any, invoice: Invoice) -> None:
    item = _sub(deal, "ram:IncludedSupplyChainTradeLineItem")
    _sub(_sub(item, "ram:AssociatedDocumentLineDocument"), "ram:LineID", "1")
    _sub(_sub(item, "ram:SpecifiedTradeProduct"), "ram:Name", invoice.text)
    agreement = _sub(item, "ram:SpecifiedLineTradeAgreement")
    _sub(_sub(agreement, "ram:NetPriceProductTradePrice"), "ram:ChargeAmount", _amount(invoice.price_cents))
    _sub(_sub(item, "ram:SpecifiedLineTradeDelivery"), "ram:BilledQuantity", "1", unitCode=UNIT_ONE)
    settlement = _sub(item, "ram:SpecifiedLineTradeSettlement")
    _tax(_sub(settlement, "ram:ApplicableTradeTax"), invoice)
    _period(settlement, invoice)
    _sub(
        _sub(settlement, "ram:SpecifiedTradeSettlementLineMonetarySummation"),
        "ram:LineTotalAmount",
        _amount(invoice.price_cents),
    )


def _tax(parent: Any, invoice: Invoice) -> None:
    """Category and rate; outside the scope of VAT there is no rate, not even zero."""
    _sub(parent, "ram:TypeCode", "VAT")
    code, _exemption = CATEGORIES[invoice.vat_reason]
    _sub(parent, "ram:CategoryCode", code)
    _rate(parent, invoice)


def _rate(parent: Any, invoice: Invoice) -> None:
    if invoice.vat_reason != VatReason.OUTSIDE_EU:
        rate = Decimal(invoice.vat_basis_points) / 100
        _sub(parent, "ram:RateApplicablePercent", f"{rate.normalize():f}")


def _period(parent: Any, invoice: Invoice) -> None:
    period = _sub(parent, "ram:BillingSpecifiedPeriod")
    _day(period, "ram:StartDateTime", invoice.period_from)
    _day(period, "ram:EndDateTime", invoice.period_to)


def _agreement(deal: Any, invoice: Invoice) -> None:
    agreement = _sub(deal, "ram:ApplicableHeaderTradeAgreement")
    shows_vat_numbers = invoice.vat_reason != VatReason.OUTSIDE_EU  # rule BR-O-02
    _party(_sub(agreement, "ram:SellerTradeParty"), invoice.seller, shows_vat_number=shows_vat_numbers)
    _party(_sub(agreement, "ram:BuyerTradeParty"), invoice.buyer, shows_vat_number=shows_vat_numbers)
    if invoice.purchase_order:
        reference = _sub(agreement, "ram:BuyerOrderReferencedDocument")
        _sub(reference, "ram:IssuerAssignedID", invoice.purchase_order)


def _party(party: Any, who: dict[str, str], *, shows_vat_number: bool) -> None:
    _sub(party, "ram:Name", who["name"])
    if who["siren"]:
        _sub(_sub(party, "ram:SpecifiedLegalOrganization"), "ram:ID", who["siren"], schemeID=SIREN_SCHEME)
    address = _sub(party, "ram:PostalTradeAddress")
    _sub(address, "ram:PostcodeCode", who["postal_code"])
    _sub(address, "ram:LineOne", who["address"])
    _sub(address, "ram:CityName", who["city"])
    _sub(address, "ram:CountryID", who["country"])
    scheme, electronic = (ADDRESS_BY_SIREN, who["siren"]) if who["siren"] else (ADDRESS_BY_MAIL, who["email"])
    _sub(_sub(party, "ram:URIUniversalCommunication"), "ram:URIID", electronic, schemeID=scheme)
    if shows_vat_number and who["vat_number"]:
        _sub(_sub(party, "ram:SpecifiedTaxRegistration"), "ram:ID", who["vat_number"], schemeID="VA")


def _settlement(deal: Any, invoice: Invoice) -> None:
    settlement = _sub(deal, "ram:ApplicableHeaderTradeSettlement")
    _sub(settlement, "ram:PaymentReference", invoice.order.number)
    if invoice.currency != CURRENCY:
        _sub(settlement, "ram:TaxCurrencyCode", CURRENCY)
    _sub(settlement, "ram:InvoiceCurrencyCode", invoice.currency)
    _breakdown(_sub(settlement, "ram:ApplicableTradeTax"), invoice)
    _period(settlement, invoice)
    _allowances(settlement, invoice, invoice.deductions)
    terms = _sub(settlement, "ram:SpecifiedTradePaymentTerms")
    _day(terms, "ram:DueDateDateTime", invoice.settled_on)
    _totals(_sub(settlement, "ram:SpecifiedTradeSettlementHeaderMonetarySummation"), invoice)
    if invoice.corrects is not None:
        former = _sub(settlement, "ram:InvoiceReferencedDocument")
        _sub(former, "ram:IssuerAssignedID", invoice.corrects.number)
        _day(former, "ram:FormattedIssueDateTime", invoice.corrects.issued_on, "qdt")


def _breakdown(tax: Any, invoice: Invoice) -> None:
    code, exemption = CATEGORIES[invoice.vat_reason]
    _sub(tax, "ram:CalculatedAmount", _amount(invoice.vat_cents))
    _sub(tax, "ram:TypeCode", "VAT")
    if code != "S":
        _sub(tax, "ram:ExemptionReason", VAT_MENTIONS[invoice.vat_reason][invoice.language])
    _sub(tax, "ram:BasisAmount", _amount(invoice.net_cents))
    _sub(tax, "ram:CategoryCode", code)
    if exemption:
        _sub(tax, "ram:ExemptionReasonCode", exemption)
    _rate(tax, invoice)


def _allowances(settlement: Any, invoice: Invoice, deductions: Iterable[dict[str, Any]]) -> None:
    for deduction in deductions:
        allowance = _sub(settlement, "ram:SpecifiedTradeAllowanceCharge")
        _sub(_sub(allowance, "ram:ChargeIndicator"), "udt:Indicator", "false")
        _sub(allowance, "ram:ActualAmount", _amount(deduction["cents"]))
        _sub(allowance, "ram:ReasonCode", DISCOUNT_CODE)
        _sub(allowance, "ram:Reason", deduction["text"])
        _tax(_sub(allowance, "ram:CategoryTradeTax"), invoice)


def _totals(totals: Any, invoice: Invoice) -> None:
    _sub(totals, "ram:LineTotalAmount", _amount(invoice.price_cents))
    if invoice.deduction_cents:
        _sub(totals, "ram:AllowanceTotalAmount", _amount(invoice.deduction_cents))
    _sub(totals, "ram:TaxBasisTotalAmount", _amount(invoice.net_cents))
    _sub(totals, "ram:TaxTotalAmount", _amount(invoice.vat_cents), currencyID=invoice.currency)
    if invoice.currency != CURRENCY:  # article 230 of Directive 2006/112/EC
        _sub(totals, "ram:TaxTotalAmount", _amount(invoice.vat_euro_cents), currencyID=CURRENCY)
    _sub(totals, "ram:GrandTotalAmount", _amount(invoice.total_cents))
    _sub(totals, "ram:TotalPrepaidAmount", _amount(invoice.total_cents))
    _sub(totals, "ram:DuePayableAmount", "0.00")
