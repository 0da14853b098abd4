"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import MANDATE, classify

classify(
    "verification.DomainProof",
    person="email asked_by",
    company="company domain found_text",
    technical="id method state token last_checked_at next_check_at failures failing_since found",
    of_company="company",
    mentions="email",
    withheld="token",
)
classify(
    "verification.EndingNotice",
    company="company",
    technical="id level ends_at",
    of_company="company",
    hidden=True,
)
classify(
    "verification.MailboxCode",
    person="email",
    company="company domain",
    technical="id digest expires_at tries sent_on sent_count",
    of_company="company",
    of_address="email",
    withheld="digest",
    hidden=True,
)
classify(
    "verification.PaperProof",
    person="asked_by decided_by signatory signatory_function file",
    company="company reason",
    technical="id kind state decided_at valid_until created_at",
    of_company="company",
    kept={"signatory signatory_function file": MANDATE},
)
