"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "alerts.SavedSearch",
    person="user name address frequency",
    company="company",
    technical="id created_at told_at",
    of_person="user",
    of_company="company",
    hidden=True,
)
classify(
    "alerts.SavedMatch",
    company="company",
    technical="id search",
    of_company="company search__company",
    hidden=True,
)
classify(
    "alerts.Alert",
    company="company criteria",
    technical="id search found_at sent_at",
    of_company="company search__company",
    hidden=True,
)
