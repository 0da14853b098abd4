"""Terms of closing."""

from datetime import timedelta
from typing import Final

DAYS_OF_GRACE: Final = 14
GRACE: Final = timedelta(days=DAYS_OF_GRACE)
