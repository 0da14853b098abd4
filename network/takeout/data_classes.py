"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "takeout.Takeout",
    person="asked_by file",
    technical="id company_id asked_at expires_at",
    of_person="asked_by",
)
