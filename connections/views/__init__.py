"""Pages and acts of connections."""

from connections.views.introductions import (
    decline_introduction,
    introduction,
    request_introduction,
    withdraw_introduction,
)
from connections.views.network import network
from connections.views.relations import (
    block,
    confirm_connection,
    decline_connection,
    end_connection,
    follow,
    propose_connection,
    set_follow_switches,
    unblock,
    unfollow,
)

__all__ = [
    "block",
    "confirm_connection",
    "decline_connection",
    "decline_introduction",
    "end_connection",
    "follow",
    "introduction",
    "network",
    "propose_connection",
    "request_introduction",
    "set_follow_switches",
    "unblock",
    "unfollow",
    "withdraw_introduction",
]
