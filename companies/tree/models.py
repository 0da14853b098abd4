"""Links between companies, and what the child grants to staff of the parent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member
from companies.tree.choices import OWNERSHIP, Kind, Side, State
from companies.tree.querysets import AffiliationQuerySet

STANDING = (State.PROPOSED, State.CONFIRMED)


class Affiliation(models.Model):
    """The child belongs to the parent, once both sides have confirmed."""

    parent = models.ForeignKey(Company, models.CASCADE, related_name="child_links", verbose_name=_("parent"))
    child = models.ForeignKey(Company, models.CASCADE, related_name="parent_links", verbose_name=_("child"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.CharField(_("proposed by"), max_length=6, choices=Side)
    source = models.CharField(
        _("source"), max_length=60, blank=True, help_text="The imported source that names the parent."
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    parent_confirmed_at = models.DateTimeField(_("confirmed by the parent"), null=True)
    parent_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    child_confirmed_at = models.DateTimeField(_("confirmed by the child"), null=True)
    child_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by_side = models.CharField(max_length=6, choices=Side, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between companies")
        verbose_name_plural = _("links between companies")
        constraints = [
            # A shop of two legal entities: nobody could say who answers for it.
            models.UniqueConstraint(
                fields=["child"], condition=Q(state=State.CONFIRMED, kind__in=OWNERSHIP), name="one_owning_parent"
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(state=State.CONFIRMED, kind=Kind.BRAND), name="one_parent_of_a_brand"
            ),
            # Two proposals of one link, confirmed by one side each, would wait for ever.
            models.UniqueConstraint(
                fields=["parent", "child"], condition=Q(state__in=STANDING), name="one_standing_link_of_two_companies"
            ),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="no_company_above_itself"),
            # Shown to everybody although one side never agreed.
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED)
                | Q(parent_confirmed_at__isnull=False, child_confirmed_at__isnull=False),
                name="confirmed_by_both_sides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} ({self.get_kind_display()}) · {self.parent}"

    def side_of(self, company_id: int) -> Side:
        return Side.PARENT if company_id == self.parent_id else Side.CHILD

    def company_of(self, side: str) -> Company:
        return self.parent if side == Side.PARENT else self.child

    def other_of(self, company_id: int) -> Company:
        return self.child if company_id == self.parent_id else self.parent

    def waits_for(self, side: str) -> bool:
        """Whether this side has not confirmed yet."""
        at = self.parent_confirmed_at if side == Side.PARENT else self.child_confirmed_at
        return self.state == State.PROPOSED and at is None


class TreeLock(models.Model):
    """One row, made by the migration: whoever confirms a link holds it, so that two links never close a circle together."""

    class Meta:
        verbose_name = _("lock of the tree")

    def __str__(self) -> str:
        return str(self.pk)


class Delegation(models.Model):
    """What the child's owner allows: staff of the parent may act for the child, in these roles."""

    affiliation = models.ForeignKey(Affiliation, models.CASCADE, related_name="delegations")
    roles = models.JSONField(default=list)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("grant to staff of the parent")
        verbose_name_plural = _("grants to staff of the parent")
        constraints = [
            models.UniqueConstraint(
                fields=["affiliation"], condition=Q(revoked_at=None), name="one_open_delegation_of_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.affiliation}: {', '.join(self.roles)}"


class Loan(models.Model):
    """A person of the parent's staff, with the membership of the child that comes of it; over when that one has ended."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="loans")
    lender = models.ForeignKey(Member, models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("lent colleague")
        verbose_name_plural = _("lent colleagues")

    def __str__(self) -> str:
        return str(self.member)
