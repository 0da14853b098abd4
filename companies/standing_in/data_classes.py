"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "standing_in.StandIn",
    person="operator person reason",
    company="company",
    technical="id started_at ends_at ended_at",
    of_person="person",
    of_company="company",
)
