"""Follow, Connection, Introduction and Block: how companies stand to each other."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from connections.choices import (
    INTRODUCTION_CHARACTERS,
    INTRODUCTION_DAYS,
    KIND_SEEN_BY_THE_OTHER,
    ConnectionKind,
    ConnectionState,
    IntroductionState,
    Purpose,
)
from connections.querysets import BlockQuerySet, ConnectionQuerySet, FollowQuerySet, IntroductionQuerySet


class Follow(models.Model):
    """One company follows another; three independent switches say where its news appear."""

    follower = models.ForeignKey(Company, models.CASCADE, related_name="follows_made")
    followed = models.ForeignKey(Company, models.CASCADE, related_name="follows_received")
    in_feed = models.BooleanField(_("in our feed"), default=True)
    in_alerts = models.BooleanField(_("as a notification"), default=False)
    in_digest = models.BooleanField(_("in the digest by mail"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            # A double click counts one follower twice.
            models.UniqueConstraint(fields=["follower", "followed"], name="one_follow_per_pair"),
            # A company that swells its own number of followers.
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="nobody_follows_itself"),
        ]
        indexes = [models.Index(fields=["followed", "-id"], name="followers_of_company")]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.followed_id}"


class Connection(models.Model):
    """A typed, two-sided relation: one row per pair, proposed by one side and confirmed by the other."""

    low = models.ForeignKey(Company, models.CASCADE, related_name="connections_as_low")
    high = models.ForeignKey(Company, models.CASCADE, related_name="connections_as_high")
    proposer = models.ForeignKey(Company, models.CASCADE, related_name="connections_proposed")
    kind = models.CharField(_("kind"), max_length=10, choices=ConnectionKind)
    state = models.CharField(max_length=10, choices=ConnectionState, default=ConnectionState.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("connection")
        verbose_name_plural = _("connections")
        constraints = [
            # Both sides propose at the same moment: two relations with two kinds.
            models.UniqueConstraint(fields=["low", "high"], name="one_connection_per_pair"),
            # The pair written the other way round escapes the rule above.
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="connection_pair_is_ordered"),
            # A third company that decides how two others stand to each other.
            models.CheckConstraint(
                condition=Q(proposer=F("low")) | Q(proposer=F("high")), name="connection_proposer_is_in_the_pair"
            ),
        ]
        indexes = [models.Index(fields=["high", "state"], name="connection_of_high")]

    def __str__(self) -> str:
        return f"{self.low_id} – {self.high_id} ({self.kind})"

    def other_than(self, company_id: int) -> Company:
        return self.high if self.low_id == company_id else self.low

    def kind_for(self, company_id: int) -> "str | Promise":
        """What the other company is, in the eyes of this one."""
        kind = ConnectionKind(self.kind)
        return kind.label if self.proposer_id == company_id else KIND_SEEN_BY_THE_OTHER[kind]

    @property
    def is_confirmed(self) -> bool:
        return self.state == ConnectionState.CONFIRMED


def introduction_deadline() -> datetime:
    return timezone.now() + timedelta(days=INTRODUCTION_DAYS)


def new_quota_key() -> str:
    return f"introduction:{uuid4()}"


class Introduction(models.Model):
    """A request to be put in touch, with its purpose and the benefit for the other side; costs a quota unit.

    A decline is silent: the asking side reads `state_for(asking)`, which stays "waiting" until the deadline.
    """

    asking = models.ForeignKey(Company, models.CASCADE, related_name="introductions_sent")
    asked = models.ForeignKey(Company, models.CASCADE, related_name="introductions_received")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    purpose_kind = models.CharField(_("what it is for"), max_length=10, choices=Purpose)
    purpose = models.TextField(_("purpose"))
    benefit = models.TextField(_("benefit for the other company"))
    state = models.CharField(max_length=10, choices=IntroductionState, default=IntroductionState.PENDING)
    quota_key = models.CharField(max_length=60, unique=True, default=new_quota_key, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=introduction_deadline)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decline_reason = models.CharField(_("private reason"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an introduction")
        verbose_name_plural = _("requests for introductions")
        constraints = [
            # Two colleagues ask the same company on the same day: two units spent, one of them for nothing.
            models.UniqueConstraint(
                fields=["asking", "asked"], condition=Q(state="pending"), name="one_pending_introduction_per_pair"
            ),
            models.CheckConstraint(condition=~Q(asking=F("asked")), name="nobody_introduces_itself"),
            # A form that forgot to count lets a sales letter through.
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("purpose") + Length("benefit"), INTRODUCTION_CHARACTERS),
                name="introduction_is_short",
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "-id"], name="introductions_received"),
            models.Index(fields=["asking", "-id"], name="introductions_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.asking_id} → {self.asked_id}"

    def get_absolute_url(self) -> str:
        return reverse("connections:introduction", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Waiting, and its days have not passed."""
        return self.state == IntroductionState.PENDING and self.expires_at > timezone.now()

    def other_than(self, company_id: int) -> Company:
        return self.asked if self.asking_id == company_id else self.asking

    def state_for(self, company_id: int) -> IntroductionState:
        """The state this side may know, deadline included."""
        if self.asking_id == company_id and self.withdrawn_at:
            return IntroductionState.WITHDRAWN
        is_silent_decline = self.state == IntroductionState.DECLINED and self.asking_id == company_id
        if self.state == IntroductionState.PENDING or is_silent_decline:
            is_past = self.expires_at <= timezone.now()
            return IntroductionState.EXPIRED if is_past else IntroductionState.PENDING
        return IntroductionState(self.state)


class Block(models.Model):
    """A company no longer wants to hear of another one; the other is not told."""

    blocker = models.ForeignKey(Company, models.CASCADE, related_name="blocks_made")
    blocked = models.ForeignKey(Company, models.CASCADE, related_name="blocks_received")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            # Unblocking once must be enough.
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} × {self.blocked_id}"
