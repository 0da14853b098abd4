"""Questions about recoveries."""

from django.db import models

from companies.models import Member
from companies.recovery.choices import OPEN
from network.accounts.models import User


class RecoveryQuerySet(models.QuerySet):
    def open(self) -> "RecoveryQuerySet":
        """Neither decided nor ended."""
        return self.filter(state__in=OPEN)

    def asked_by(self, user: User) -> "RecoveryQuerySet":
        return self.filter(user=user)

    def visible_to(self, member: Member) -> "RecoveryQuerySet":
        """What others ask for about the member's company."""
        return self.filter(company_id=member.company_id)
