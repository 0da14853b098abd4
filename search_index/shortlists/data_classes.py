"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "shortlists.Shortlisted",
    person="added_by",
    company="company candidate",
    technical="id added_at",
    of_company="company candidate",
)
classify(
    "shortlists.ShortlistNote",
    person="author",
    company="text",
    technical="id entry written_at",
    of_company="entry__company entry__candidate",
)
