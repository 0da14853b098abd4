"""Questions about possible duplicates."""

from django.db import models


class SuspicionQuerySet(models.QuerySet):
    """Pairs of pages that look like one company."""

    def to_judge(self) -> "SuspicionQuerySet":
        """Neither dismissed nor settled: both pages are still there."""
        return self.filter(
            dismissed_at=None,
            low__hidden_at=None,
            high__hidden_at=None,
            low__merged_into=None,
            high__merged_into=None,
        )
