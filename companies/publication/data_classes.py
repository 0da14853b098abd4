"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "publication.PlannedPublication",
    person="author",
    company="company content reason",
    technical="id kind base_version made_at due_at state settled_at",
    of_company="company",
)
classify(
    "publication.PreviewLink",
    person="made_by name",
    company="company",
    technical="id token_digest made_at expires_at revoked_at opened_at",
    of_person="made_by",
    of_company="company",
    withheld="token_digest",
)
