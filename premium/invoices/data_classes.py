"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MONEY, classify

classify(
    "invoices.Invoice",
    person="buyer",
    company="company purchase_order",
    money="number series position kind cause corrects order issued_on settled_on period_from period_to seller text reason"
    " currency price_cents deduction_cents deductions net_cents vat_reason vat_basis_points vat_cents total_cents"
    " exchange evidence xml",
    technical="id language created_at",
    kept={"buyer": MONEY},
    kept_of_company=MONEY,
    shared="company",
)
classify(
    "invoices.InvoiceDocument",
    money="invoice file sha256",
    technical="id made_at",
    kept_of_company=MONEY,
    shared="invoice__company",
)
classify("invoices.InvoiceSeries", technical="id prefix last_number")
classify(
    "invoices.VatCheck",
    money="country number answer consultation name reason",
    technical="id asked_at",
    kept_of_company=MONEY,
)
classify("invoices.VatQuestion", money="order", technical="id ask_at attempts", kept_of_company=MONEY)
