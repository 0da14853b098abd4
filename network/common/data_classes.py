"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify, technical
from network.common.erasing_steps import end_sessions

classify(
    "common.OutboxEvent",
    technical="id topic key payload run_at attempts error created_at done_at",
    mentions="payload error",
)
classify("common.Push", technical="id group event created_at", mentions="event")
classify("common.SettingChange", person="changed_by", technical="id name version value reason changed_at")
classify("common.Erasure", technical="id kind number fingerprint erased_at kept")
technical(
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "taggit.Tag",
    "taggit.TaggedItem",
)
classify(
    "sessions.Session",
    person="session_data",
    technical="session_key expire_date",
    withheld="session_key session_data",
    before=end_sessions,
)
