"""What notifications announce."""

from django.dispatch import Signal

# A person opens a notification, before he is sent to its page. Arguments: request, notification.
# Sent at once, not after commit: a higher app may switch the company the person acts for, so that the page is not foreign to him.
notification_opened = Signal()
