"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "feed.Activity",
    company="company other subject",
    technical="id key kind at",
    of_company="company other",
    hidden=True,
)
classify(
    "feed.FeedEntry",
    company="reader",
    technical="id activity at",
    of_company="reader activity__company activity__other",
    hidden=True,
)
