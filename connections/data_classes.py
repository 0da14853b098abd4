"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import CORRESPONDENCE, classify

classify(
    "connections.Block",
    person="author",
    company="blocker blocked",
    technical="id created_at",
    of_company="blocker blocked",
)
classify(
    "connections.Connection",
    company="low high proposer kind",
    technical="id state proposed_at answered_at",
    of_company="low high",
    shared="high",
)
classify(
    "connections.Follow",
    company="follower followed",
    technical="id in_feed in_alerts in_digest created_at",
    of_company="follower followed",
    shared="followed",
)
classify(
    "connections.Introduction",
    person="author answered_by",
    company="asking asked purpose_kind purpose benefit decline_reason",
    technical="id state quota_key created_at expires_at opened_at answered_at withdrawn_at",
    kept_of_company=CORRESPONDENCE,
    shared="asking asked",
)
