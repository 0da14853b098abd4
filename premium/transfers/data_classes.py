"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MONEY, classify

classify(
    "transfers.BankStatement",
    person="uploaded_by content",
    money="sha256 name account first_day last_day",
    technical="id uploaded_at imported_at",
    kept={"content": MONEY},
    kept_of_company=MONEY,
)
classify(
    "transfers.BankMovement",
    person="payer payer_account text",
    money="statement account reference booked_on cents currency order",
    technical="id state",
    kept={"payer payer_account text": MONEY},
    kept_of_company=MONEY,
)
classify(
    "transfers.MoneyReturned",
    person="returned_by",
    money="order movement cents",
    technical="id returned_at",
    kept_of_company=MONEY,
)
