"""What connections announce, always after commit."""

from django.dispatch import Signal

# A company follows another one, or stopped to. Arguments: follower_id, followed_id, following (bool).
follow_changed = Signal()
# A connection was confirmed or ended. Arguments: company_ids (list of two int), confirmed (bool).
connection_changed = Signal()
# A company asked another one for an introduction. Arguments: introduction.
introduction_requested = Signal()
# The asked company accepted; the conversation may not be open yet. Arguments: introduction.
introduction_accepted = Signal()
# A company blocked another one, or stopped to. Arguments: blocker_id, blocked_id, blocking (bool).
block_changed = Signal()
