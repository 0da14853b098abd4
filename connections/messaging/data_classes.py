"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import CORRESPONDENCE, classify

classify(
    "messaging.Conversation",
    company="subject last_excerpt last_author_company",
    technical="id introduction sequence last_message_at opened_at",
    kept_of_company=CORRESPONDENCE,
    shared="participations__company",
)
classify(
    "messaging.Message",
    person="author",
    company="author_company text",
    technical="id conversation sequence sent_at",
    kept_of_company=CORRESPONDENCE,
    shared="conversation__participations__company",
)
classify(
    "messaging.Participation",
    company="company other",
    technical="id conversation unread_count last_read_sequence last_message_at",
    kept_of_company=CORRESPONDENCE,
    shared="company",
)
