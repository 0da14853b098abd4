"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "notifications.Notification",
    person="user arguments url read_at",
    technical="id kind company_id created_at",
    of_person="user",
    mentions="arguments",
)
classify("notifications.MailPreference", person="user kind wanted", technical="id", of_person="user")
classify(
    "notifications.Mail",
    person="user address arguments url",
    technical="id language template state attempts error created_at claimed_at settled_at",
    of_person="user",
    of_address="address",
    mentions="arguments error",
    withheld="url",
)
