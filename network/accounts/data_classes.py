"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify, technical

classify(
    "accounts.User",
    person="email name password last_login language time_zone theme date_joined",
    technical="id is_superuser is_staff is_active",
    of_person="pk",
    withheld="password",
)
classify("accounts.User_groups", person="user", technical="id group", of_person="user")
classify("accounts.User_user_permissions", person="user", technical="id permission", of_person="user")
classify(
    "accounts.DemoAccount",
    person="user description_en description_fr",
    technical="id order",
    of_person="user",
)
classify(
    "account.EmailAddress",
    person="user email",
    technical="id verified primary",
    of_person="user",
    of_address="email",
)
classify(
    "account.EmailConfirmation",
    person="email_address",
    technical="id created sent key",
    of_person="email_address__user",
    withheld="key",
)
classify(
    "mfa.Authenticator",
    person="user type data created_at last_used_at",
    technical="id",
    of_person="user",
    withheld="data",
)
classify(
    "usersessions.UserSession",
    person="user created_at ip last_seen_at user_agent data",
    technical="id session_key",
    of_person="user",
    withheld="session_key",
)
classify(
    "guardian.UserObjectPermission",
    person="user",
    technical="id permission content_type object_pk",
    of_person="user",
)
technical("guardian.GroupObjectPermission")
