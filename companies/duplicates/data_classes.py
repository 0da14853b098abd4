"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "duplicates.Merge",
    person="operator undone_by",
    company="kept merged reason contents",
    technical="id with_staff at undo_until undone_at",
    of_company="kept merged",
    hidden=True,
)
classify(
    "duplicates.MergedRow",
    person="words before after",
    technical="id merge model row act left_because",
    of_company="merge__kept merge__merged",
    mentions="words before after",
    hidden=True,
)
classify(
    "duplicates.Suspicion",
    person="dismissed_by",
    company="low high likenesses",
    technical="id weight found_at dismissed_at",
    of_company="low high",
    hidden=True,
)
