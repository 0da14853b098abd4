"""What accounts announce."""

from django.dispatch import Signal

# Sessions of a person were ended from elsewhere: open sockets have to look whether they may stay. After commit.
# Arguments: user_id.
sessions_ended = Signal()
# An operator took the lost second factor of a person away. Arguments: user, reason.
second_factor_removed = Signal()
