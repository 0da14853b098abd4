"""Who sells: the operator of the network, as French law wants him named on every invoice."""

from typing import Final

from network import environment

SELLER: Final[dict[str, str]] = {
    "name": environment.SELLER_NAME,
    "legal": environment.SELLER_LEGAL_FORM,
    "register": environment.SELLER_REGISTER,
    "siren": environment.SELLER_SIREN,
    "vat_number": environment.SELLER_VAT_NUMBER,
    "address": environment.SELLER_ADDRESS,
    "postal_code": environment.SELLER_POSTAL_CODE,
    "city": environment.SELLER_CITY,
    "country": "FR",
    "email": environment.SELLER_EMAIL,
    "iban": environment.BANK_ACCOUNT_IBAN,
    "bic": environment.BANK_ACCOUNT_BIC,
    "account_holder": environment.BANK_ACCOUNT_HOLDER,
}
"""Copied into every invoice: a later move of the seller changes no invoice of before."""
