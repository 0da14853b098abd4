"""What accounts announce."""

from django.dispatch import Signal

# Sessions of a person were ended from elsewhere: open sockets have to look whether they may stay. After commit.
# Arguments: user_id.
sessions_ended = Signal()
