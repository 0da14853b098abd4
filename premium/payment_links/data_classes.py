"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MONEY, classify

classify(
    "payment_links.PaymentLink",
    person="email message sent_by accepted_name accepted_function",
    money="order accepted_total_cents",
    technical="id nonce language may_join sent_at expires_at opened_at accepted_at invited_at withdrawn_at",
    mentions="email message",
    kept={"accepted_name accepted_function": MONEY},
    kept_of_company=MONEY,
    withheld="nonce",
    shared="order__company",
)
classify(
    "payment_links.PaymentQuestion",
    person="answered_by",
    company="text answer",
    technical="id link asked_at answered_at",
    of_company="link__order__company",
)
