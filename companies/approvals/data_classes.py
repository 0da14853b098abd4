"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "approvals.ApprovalRequest",
    person="requested_by decided_by name subject",
    company="company act payload comment",
    technical="id kind asked_at hours deadline_at deputy_told_at state decided_at applied_at",
    of_company="company",
    mentions="name subject payload comment",
)
classify(
    "approvals.ApprovalRule",
    person="turned_on_by",
    company="company kind",
    technical="id deputy hours turned_on_at",
    of_company="company",
)
