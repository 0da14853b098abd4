"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "benefits.HonestyReport",
    company="used brought",
    technical="id subscription smaller_pack saved_cents made_at",
    of_company="subscription__company",
)
