"""Every use case of connections, by name."""

from connections.actions.blocks import block, unblock
from connections.actions.follows import follow, set_follow_switches, unfollow
from connections.actions.introductions import (
    accept_introduction,
    decline_introduction,
    expire_introduction,
    open_introduction,
    request_introduction,
    withdraw_introduction,
)
from connections.actions.relations import confirm_connection, decline_connection, end_connection, propose_connection

__all__ = [
    "accept_introduction",
    "block",
    "confirm_connection",
    "decline_connection",
    "decline_introduction",
    "end_connection",
    "expire_introduction",
    "follow",
    "open_introduction",
    "propose_connection",
    "request_introduction",
    "set_follow_switches",
    "unblock",
    "unfollow",
    "withdraw_introduction",
]
