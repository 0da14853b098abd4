"""Chainable questions about companies, members and their requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from companies.models import Member
    from network.accounts.models import User


class CompanyQuerySet(models.QuerySet):
    """Questions about companies."""

    def visible(self) -> CompanyQuerySet:
        """Pages anybody may open: not hidden on request, not closed."""
        return self.filter(hidden_at__isnull=True)

    def unclaimed(self) -> CompanyQuerySet:
        return self.filter(claimed_at__isnull=True)

    def with_category_to_confirm(self) -> CompanyQuerySet:
        """Categories declared or guessed and not yet confirmed by an operator."""
        return self.filter(category_confirmed_at__isnull=True)

    def of_member(self, member: Member) -> CompanyQuerySet:
        return self.filter(pk=member.company_id)


class MemberQuerySet(models.QuerySet):
    """Questions about memberships."""

    def active(self) -> MemberQuerySet:
        return self.filter(ended_at__isnull=True)

    def of_user(self, user: User) -> MemberQuerySet:
        """Companies the person may act for, with the company, oldest membership first."""
        return self.active().filter(user=user).with_rights().order_by("joined_at", "pk")

    def with_rights(self) -> MemberQuerySet:
        """With the company and the role: `permissions.may` then asks the database nothing."""
        return self.select_related("company", "custom_role")

    def visible_to(self, member: Member) -> MemberQuerySet:
        return self.active().filter(company_id=member.company_id)

    def allowed(self, permission: str) -> MemberQuerySet:
        """Members whose role holds a permission."""
        from companies.roles import roles_allowing

        built_in = models.Q(role__in=roles_allowing(permission))
        return self.active().filter(built_in | models.Q(custom_role__permissions__has_key=permission))


class CustomRoleQuerySet(models.QuerySet):
    """Questions about the roles a company made for itself."""

    def visible_to(self, member: Member) -> CustomRoleQuerySet:
        return self.filter(company_id=member.company_id).order_by("pk")

    def allowing(self, permission: str) -> CustomRoleQuerySet:
        return self.filter(permissions__has_key=permission)


class InvitationQuerySet(models.QuerySet):
    """Questions about invitations."""

    def open(self) -> InvitationQuerySet:
        """Neither used, nor taken back, nor past their 7 days."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())

    def waiting(self) -> InvitationQuerySet:
        """Neither used nor taken back, newest first; those past their 7 days can be sent again."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True).order_by("-pk")

    def visible_to(self, member: Member) -> InvitationQuerySet:
        return self.filter(company_id=member.company_id)
