"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "closing.Closing",
    person="asked_by",
    company="company reason",
    technical="id asked_at due_at called_off_at",
    of_company="company",
)
