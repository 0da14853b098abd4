"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "staffing.JoinPolicy",
    company="company who_may_ask who_is_told",
    technical="id",
    of_company="company",
)
classify(
    "staffing.AccountClosing",
    person="user heirs asked_at due_at",
    technical="id",
    of_person="user",
)
classify(
    "staffing.JoinRequest",
    person="user email message reason decided_by",
    company="company",
    technical="id is_on_domain state asked_at expires_at decided_at",
    of_person="user",
    of_company="company",
    of_address="email",
)
